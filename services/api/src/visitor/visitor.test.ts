import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newVisitor, readVisitor } from './visitor.ts'

const keys = [randomBytes(32)] as const
const now = new Date('2026-03-01T12:00:00Z')
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000)
const visitor = newVisitor(keys, 'shop-a', now)

describe('a visitor', () => {
  test('is recognized by its id', () => {
    expect(readVisitor(keys, 'shop-a', visitor.id, daysLater(1))).toEqual(visitor)
  })

  test('keeps its key when its id is renewed', () => {
    const renewed = readVisitor(keys, 'shop-a', visitor.id, daysLater(120))
    expect(renewed.key).toBe(visitor.key)
    expect(renewed.expiresAt.getTime()).toBeGreaterThan(visitor.expiresAt.getTime())
    expect(readVisitor(keys, 'shop-a', renewed.id, daysLater(200)).key).toBe(visitor.key)
  })

  test('is replaced by a new one when its id has expired', () => {
    expect(readVisitor(keys, 'shop-a', visitor.id, daysLater(182)).key).not.toBe(visitor.key)
  })
})

describe('an invalid id gives a new visitor', () => {
  const [id = '', day = '', signature = ''] = visitor.id.split('.')
  test.each([
    ['a missing id', undefined],
    ['a malformed id', 'x'],
    ['the signature of another visitor', `${id}.${day}.${newVisitor(keys, 'shop-a', now).id.split('.')[2]}`],
    ['an extended expiry day', `${id}.${(parseInt(day, 36) + 300).toString(36)}.${signature}`],
    ['an id signed with another key', newVisitor([randomBytes(32)], 'shop-a', now).id],
  ])('%s', (_, forged) => {
    const read = readVisitor(keys, 'shop-a', forged, now)
    expect(read.key).not.toBe(visitor.key)
    expect(read.id).not.toBe(forged)
  })

  test('an id of another shop', () => {
    expect(readVisitor(keys, 'shop-b', visitor.id, now).key).not.toBe(visitor.key)
  })
})
