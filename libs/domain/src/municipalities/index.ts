export { closingDaysFault } from './closing-days.js';
export {
  faultReason,
  faultSentence,
  guarded,
  type MunicipalityFault,
  type OnFault,
} from './fault.js';
export {
  addressOn,
  existsOn,
  fullName,
  isClosedDay,
  nameOn,
  responsibleOn,
} from './municipality.js';
