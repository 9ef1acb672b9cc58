import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestPieces } from './requests.ts';

/** An OP_MSG whose body has one field of type string, or another message without one. */
function message(command: string | undefined, extra: number): Buffer {
  const body = Buffer.concat([
    ...(command === undefined ? [] : [Buffer.from([2]), Buffer.from(`${command}\0`)]),
    Buffer.alloc(extra + 1),
  ]);
  const bytes = Buffer.concat([Buffer.alloc(16 + 5 + 4), body]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(command === undefined ? 2004 : 2013, 12);
  bytes.writeInt32LE(body.length + 4, 21);
  return bytes;
}

const messages = fc.array(
  fc.tuple(fc.constantFrom('insert', 'find', 'commitTransaction', undefined), fc.nat(80)),
  { minLength: 1, maxLength: 6 },
);

test('pieces join to what was sent and name each command once, wherever the packets break', () => {
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }), (sent, sizes) => {
      const whole = Buffer.concat(sent.map(([command, extra]) => message(command, extra)));
      const cut = requestPieces();
      const pieces = [];
      let at = 0;
      for (const size of [...sizes, whole.length]) {
        pieces.push(...cut(whole.subarray(at, at + size)));
        at = Math.min(whole.length, at + size);
      }
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes))).toEqual(whole);
      expect(pieces.filter(({ begins }) => begins).map(({ command }) => command)).toEqual(
        sent.map(([command]) => command),
      );
    }),
  );
});
