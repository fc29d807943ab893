import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newVisitor, readVisitor } from './visitor.ts'

const key = randomBytes(32)
const now = new Date('2026-03-01T12:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const visitor = newVisitor(key, 'shop-a', now)

describe('a visitor', () => {
  test('is found again by its id', () => {
    expect(readVisitor(key, 'shop-a', visitor.id, later(1))).toEqual(visitor)
  })

  test('stays the same one when its id is renewed', () => {
    const renewed = readVisitor(key, 'shop-a', visitor.id, later(120))
    expect(renewed.key).toBe(visitor.key)
    expect(renewed.expiresAt.getTime()).toBeGreaterThan(visitor.expiresAt.getTime())
    expect(readVisitor(key, 'shop-a', renewed.id, later(200)).key).toBe(visitor.key)
  })

  test('is forgotten at the end', () => {
    expect(readVisitor(key, 'shop-a', visitor.id, later(182)).key).not.toBe(visitor.key)
  })
})

describe('whoever can’t show a true id is a new visitor', () => {
  const [id = '', day = '', signature = ''] = visitor.id.split('.')
  test.each([
    ['none', undefined],
    ['nonsense', 'x'],
    ['another’s signature', `${id}.${day}.${newVisitor(key, 'shop-a', now).id.split('.')[2]}`],
    ['a life made longer', `${id}.${(parseInt(day, 36) + 300).toString(36)}.${signature}`],
    ['another key’s', newVisitor(randomBytes(32), 'shop-a', now).id],
  ])('%s', (_, forged) => {
    const read = readVisitor(key, 'shop-a', forged, now)
    expect(read.key).not.toBe(visitor.key)
    expect(read.id).not.toBe(forged)
  })

  test('in another shop', () => {
    expect(readVisitor(key, 'shop-b', visitor.id, now).key).not.toBe(visitor.key)
  })
})
