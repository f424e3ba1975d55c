/** Numbers from a seed (mulberry32): a run that fails can be run again. */
export function random(seed) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** A whole number from 0 to `below` - 1. */
    int: (below) => Math.floor(next() * below),
    pick: (values) => values[Math.floor(next() * values.length)],
  };
}
