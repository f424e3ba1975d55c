export {
  addressOn,
  existsOn,
  fullName,
  isClosedDay,
  nameOn,
  responsibleOn,
} from './municipality.js';
