import { describe, expect, it } from '@jest/globals';
import { answerClass, type AnswerClass } from './answer-class.js';

describe('answerClass', () => {
  const table: [number | null, string, AnswerClass][] = [
    [250, '2.0.0 ok', 'ok'],
    [null, 'connection lost', 'retry'],
    [421, 'closing', 'throttled'],
    [450, '4.2.0', 'throttled'],
    [451, '4.3.0', 'throttled'],
    [452, '4.3.1', 'throttled'],
    [454, '4.7.0 TLS not available', 'retry'],
    [432, 'password transition', 'retry'],
    [550, 'Too much traffic', 'throttled'],
    [550, '5.7.1 Too many messages from this mailbox', 'throttled'],
    [554, '5.7.0 superato il limite di invii orario', 'throttled'],
    [552, '5.2.2 quota exceeded', 'rejected'],
    [550, '5.1.1 no such user', 'rejected'],
    [550, '5.7.1 relaying denied', 'rejected'],
    [553, '5.7.1 sender address rejected', 'rejected'],
    [500, 'unknown', 'rejected'],
    [599, 'odd', 'rejected'],
    [530, '5.7.0 authentication required', 'login-refused'],
    [534, '5.7.9', 'login-refused'],
    [535, '5.7.8', 'login-refused'],
    [354, 'go on', 'retry'],
    [600, 'no such class', 'retry'],
  ];
  it.each(table)('%p %s is %s', (code, text, expected) => {
    expect(answerClass(code, text)).toBe(expected);
  });
});
