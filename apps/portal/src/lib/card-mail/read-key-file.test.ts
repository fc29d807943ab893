import { expect, test } from 'vitest'
import { isPrivateKey, readKeyFile } from './read-key-file.ts'

const packets = (head: number) => Uint8Array.from([head, ...Array.from({ length: 99 }, (_, index) => index)])

test('an armored file is taken as it is', () => {
  const armored = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDM=\n-----END PGP PUBLIC KEY BLOCK-----\n'
  expect(readKeyFile(new TextEncoder().encode(armored))).toBe(armored)
  expect(isPrivateKey(armored)).toBe(false)
})

test.each([
  ['public, old form', 0x98, false],
  ['public, new form', 0xc6, false],
  ['private, old form', 0x95, true],
  ['private, new form', 0xc5, true],
])('a binary file is armored by what it holds: %s', (_name, head, isPrivate) => {
  const armored = readKeyFile(packets(head))
  expect(isPrivateKey(armored)).toBe(isPrivate)
  const base64 = armored.split('\n').slice(2, -2)
  expect(base64.every((line) => line.length <= 64)).toBe(true)
  expect(atob(base64.join('')).charCodeAt(0)).toBe(head)
})

const lines = (kind: string) =>
  `-----BEGIN PGP ${kind} KEY BLOCK-----\n\nmDM=\n-----END PGP ${kind} KEY BLOCK-----\n`
const littleEndian = (text: string) =>
  Array.from(text, (char) => char.charCodeAt(0)).flatMap((unit) => [unit & 0xff, unit >> 8])
const bigEndian = (text: string) =>
  Array.from(text, (char) => char.charCodeAt(0)).flatMap((unit) => [unit >> 8, unit & 0xff])

test.each([
  ['UTF-16, little end first', (text: string) => [0xff, 0xfe, ...littleEndian(text)]],
  ['UTF-16, big end first', (text: string) => [0xfe, 0xff, ...bigEndian(text)]],
  ['UTF-16 without a mark, little end first', littleEndian],
  ['UTF-16 without a mark, big end first', bigEndian],
  ['UTF-8 with a mark', (text: string) => [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]],
])('an armored file is read as it was written: %s', (_name, encode) => {
  expect(readKeyFile(Uint8Array.from(encode(lines('PUBLIC'))))).toBe(lines('PUBLIC'))
  expect(isPrivateKey(readKeyFile(Uint8Array.from(encode(lines('PRIVATE')))))).toBe(true)
})
