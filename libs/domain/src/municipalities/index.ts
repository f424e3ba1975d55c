export { addressOn, existsOn, fullName, isClosedDay } from './municipality.js';
