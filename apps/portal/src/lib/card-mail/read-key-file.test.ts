import { expect, test } from 'vitest'
import { isPrivateKey, readKeyFile } from './read-key-file.ts'

const packets = (firstByte: number) =>
  Uint8Array.from([firstByte, ...Array.from({ length: 99 }, (_, index) => index)])

test('an armored file is returned unchanged', () => {
  const armored = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDM=\n-----END PGP PUBLIC KEY BLOCK-----\n'
  expect(readKeyFile(new TextEncoder().encode(armored))).toBe(armored)
  expect(isPrivateKey(armored)).toBe(false)
})

test.each([
  ['public key, legacy packet format', 0x98, false],
  ['public key, current packet format', 0xc6, false],
  ['private key, legacy packet format', 0x95, true],
  ['private key, current packet format', 0xc5, true],
])('a binary file is armored: %s', (_name, firstByte, isPrivate) => {
  const armored = readKeyFile(packets(firstByte))
  expect(isPrivateKey(armored)).toBe(isPrivate)
  const base64 = armored.split('\n').slice(2, -2)
  expect(base64.every((line) => line.length <= 64)).toBe(true)
  expect(atob(base64.join('')).charCodeAt(0)).toBe(firstByte)
})

const lines = (kind: string) =>
  `-----BEGIN PGP ${kind} KEY BLOCK-----\n\nmDM=\n-----END PGP ${kind} KEY BLOCK-----\n`
const littleEndian = (text: string) =>
  Array.from(text, (char) => char.charCodeAt(0)).flatMap((unit) => [unit & 0xff, unit >> 8])
const bigEndian = (text: string) =>
  Array.from(text, (char) => char.charCodeAt(0)).flatMap((unit) => [unit >> 8, unit & 0xff])

test.each([
  ['UTF-16, little-endian', (text: string) => [0xff, 0xfe, ...littleEndian(text)]],
  ['UTF-16, big-endian', (text: string) => [0xfe, 0xff, ...bigEndian(text)]],
  ['UTF-16 without byte order mark, little-endian', littleEndian],
  ['UTF-16 without byte order mark, big-endian', bigEndian],
  ['UTF-8 with byte order mark', (text: string) => [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]],
])('detects the encoding of an armored file: %s', (_name, encode) => {
  expect(readKeyFile(Uint8Array.from(encode(lines('PUBLIC'))))).toBe(lines('PUBLIC'))
  expect(isPrivateKey(readKeyFile(Uint8Array.from(encode(lines('PRIVATE')))))).toBe(true)
})
