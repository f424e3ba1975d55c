export {
  measure,
  type MeasuredState,
  measuresByMunicipality,
  measuresByRound,
  sumMeasures,
} from './measure.js';
export { mayPublishName, type NamingVerdict } from './publish-name.js';
