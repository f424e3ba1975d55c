export { measure, measuresByMunicipality, measuresByRound, sumMeasures } from './measure.js';
export { mayPublishName, type NamingVerdict } from './publish-name.js';
