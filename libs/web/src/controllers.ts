import { ProfileController } from './access/profile.controller.js';
import { SignInController } from './access/sign-in.controller.js';
import { ActivityController } from './pages/activity/activity.controller.js';
import { ClockController } from './pages/clock/clock.controller.js';
import { CalendarController } from './pages/calendar/calendar.controller.js';
import { ClosingController } from './pages/calendar/closing.controller.js';
import { FeedController } from './pages/calendar/feed.controller.js';
import { ExportController } from './pages/exports/export.controller.js';
import { MapController } from './pages/map/map.controller.js';
import { RulesController } from './pages/rules/rules.controller.js';
import { TrendController } from './pages/trend/trend.controller.js';
import { SandboxController } from './pages/sandbox/sandbox.controller.js';
import { DashboardController } from './pages/dashboard/dashboard.controller.js';
import { MatrixController } from './pages/matrix/matrix.controller.js';
import { MessageDeskController } from './pages/messages/message-desk.controller.js';
import { MessageController } from './pages/message.controller.js';
import { ActionController } from './pages/obligation/action.controller.js';
import { EvidenceController } from './pages/obligation/evidence.controller.js';
import { ObligationController } from './pages/obligation/obligation.controller.js';
import { StockExportController } from './pages/patrimonio/stock-export.controller.js';
import { StockController } from './pages/patrimonio/stock.controller.js';
import { StockImportController } from './pages/patrimonio/stock-import.controller.js';
import { PlanController } from './pages/plan/plan.controller.js';
import { DoubtController } from './pages/register/doubt.controller.js';
import { LetterController } from './pages/register/letter.controller.js';
import { RegisterController } from './pages/register/register.controller.js';
import { PublicController } from './pages/public.controller.js';
import { AddressController } from './pages/municipality/address.controller.js';
import { MunicipalityController } from './pages/municipality/municipality.controller.js';
import { RoundController } from './pages/round/round.controller.js';
import { SearchController } from './pages/search/search.controller.js';
import { RepliesController } from './pages/replies/replies.controller.js';
import { SystemController } from './pages/system/system.controller.js';
import { UsersController } from './pages/users/users.controller.js';
import { StatusController } from './pages/status.controller.js';
import { TemplatePreviewController } from './pages/modelli/template-preview.controller.js';
import { TemplatesController } from './pages/modelli/templates.controller.js';
import { DeparturesController } from './pages/via-libera/departures.controller.js';
import { GoLiveController } from './pages/via-libera/go-live.controller.js';
import { ProtocolImportController } from './pages/via-libera/protocol-import.controller.js';
import { ProtocolController } from './pages/via-libera/protocol.controller.js';

/** Every handler of the pages. */
export const CONTROLLERS = [
  // Before the pages whose addresses have a name of their own in its place.
  ExportController,
  SignInController,
  ProfileController,
  PublicController,
  StatusController,
  ClockController,
  SandboxController,
  DashboardController,
  MatrixController,
  ObligationController,
  EvidenceController,
  ActionController,
  PlanController,
  RegisterController,
  LetterController,
  DoubtController,
  StockImportController,
  StockExportController,
  StockController,
  MessageDeskController,
  MessageController,
  RepliesController,
  MunicipalityController,
  AddressController,
  RoundController,
  SearchController,
  TrendController,
  RulesController,
  MapController,
  CalendarController,
  ClosingController,
  FeedController,
  UsersController,
  ActivityController,
  SystemController,
  TemplatePreviewController,
  TemplatesController,
  GoLiveController,
  ProtocolImportController,
  ProtocolController,
  DeparturesController,
] as const;
