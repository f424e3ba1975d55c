import { describe, expect, it } from '@jest/globals';
import { reduceCss, wordsOf } from './design-css.js';

const used = wordsOf(['<p class="a b-{{tone}} c">']);

describe('reducing a style sheet to the classes that pages use', () => {
  it.each([
    ['keeps a rule whose classes are used', '.a .c{color:red}', '.a .c{color:red}'],
    ['leaves out a rule with a class that is not', '.a .z{color:red}', ''],
    ['keeps rules without classes', 'body{margin:0}', 'body{margin:0}'],
    ['keeps of a list the selectors that may match', '.z,.a{x:y}', '.a{x:y}'],
    ['keeps what a template completes', '.b-danger{x:y}', '.b-danger{x:y}'],
    ['does not ask for classes that must be absent', '.a:not(.z){x:y}', '.a:not(.z){x:y}'],
    ['looks into media queries and leaves empty ones out', '@media print{.z{x:y}}', ''],
    [
      'keeps fonts, key frames and variables',
      '@font-face{src:url("x;{y")}',
      '@font-face{src:url("x;{y")}',
    ],
    ['does not split inside of parentheses', ':is(.a,.z) p{x:y}', ''],
  ])('%s', (_rule, css, expected) => {
    expect(reduceCss(css, used)).toBe(expected);
  });
});
