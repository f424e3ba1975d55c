import type { SandboxClock } from './api.js';
import type { Submission } from './queue/events.js';
import type { History } from './queue/history.js';
import { planSubmission, type PlanContext } from './queue/plan.js';
import { ms, type ParsedScript } from './script/schema.js';
import { carriesTestVirus, formalFault, readHead, type FormalFault } from './smtp/checks.js';
import type { Faults } from './smtp/faults.js';
import { DropConnection, SmtpRefusal, type Submitted } from './smtp/server.js';

/** What was decided about a message that ended with its dot. */
export interface Admission {
  readonly submission: Submission;
  /** The connection falls after the message was stored: the sender never sees the 250. */
  readonly silent: boolean;
}

export interface AdmissionContext {
  readonly script: ParsedScript;
  readonly clock: SandboxClock;
  readonly users: readonly string[];
  readonly history: History;
  readonly faults: Faults;
}

/**
 * Decides about a submitted message: refuse it at once, or take it and plan what follows. Nothing is
 * stored here.
 *
 * @throws SmtpRefusal, or DropConnection when the message is to vanish
 */
export function admit(message: Submitted, context: AdmissionContext): Admission {
  const head = readHead(message.raw);
  const struck = context.faults.strike('dot', message.recipients, head.subject);
  if (struck?.kind === 'reply') {
    throw new SmtpRefusal(struck.code, struck.message ?? '4.3.0 guasto su richiesta');
  }
  if (struck?.kind === 'drop-after-dot' && !struck.taken) throw new DropConnection();
  const broken = formalFault(head, message.user, message.recipients, message.raw.length);
  if (broken !== null && (context.script.formalChecks ?? 'smtp') === 'smtp') {
    throw new SmtpRefusal(broken.code, `${broken.enhanced} ${broken.detail}`);
  }
  const submission = planSubmission(
    {
      seq: context.history.lastSeq() + 1,
      at: context.clock.now(),
      user: message.user,
      recipients: message.recipients,
      head,
      raw: message.raw,
    },
    {
      script: context.script,
      users: context.users,
      earlier: context.history,
      acceptanceDelay: struck?.kind === 'delay-acceptance' ? ms(struck.by, 'PT0S') : 0,
      refusal: refusalOf(broken, message.raw),
    },
  );
  return { submission, silent: struck?.kind === 'drop-after-dot' };
}

/** Why the provider gives a signed notice of non-acceptance after the 250. */
function refusalOf(broken: FormalFault | null, raw: Uint8Array): PlanContext['refusal'] {
  if (broken !== null) return { detail: broken.detail, error: 'altro' };
  return carriesTestVirus(raw) ? { detail: 'EICAR-Test-File', error: 'virus' } : null;
}
