// Properties meet new stories at every run, and the same ones where CI=true: there a run tells of the change, not of luck.
import fc from '../../node_modules/fast-check/lib/fast-check.js';

if (process.env.CI === 'true') fc.configureGlobal({ seed: 20_220_214 });

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default fc;
