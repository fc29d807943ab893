import { describe, expect, it } from 'vitest'
import { parseShops, shopOfHost } from './shop-access.ts'

const shop = { slug: 'lamps', key: 'pk', secret: 'sk', host: 'lamps.localhost:4002' }

describe('parseShops', () => {
  it('reads the list and drops what it does not know', () => {
    expect(parseShops(JSON.stringify([{ ...shop, extra: 1 }]))).toEqual([shop])
  })
  it.each([undefined, '', '{', '{}', '"x"'])('refuses %j as a list', (json) => {
    expect(() => parseShops(json)).toThrow('must be a JSON list')
  })
  it('names the missing field, never a value', () => {
    const broken = JSON.stringify([{ ...shop, host: '' }])
    expect(() => parseShops(broken)).toThrow('STOREFRONT_SHOPS[0] lacks "host"')
    expect(() => parseShops('[null]')).toThrow('lacks "slug"')
  })
})

describe('shopOfHost', () => {
  it('matches the whole host with its port', () => {
    expect(shopOfHost([shop], 'Lamps.localhost:4002')).toEqual(shop)
    expect(shopOfHost([shop], 'localhost:4002')).toBeNull()
    expect(shopOfHost([shop], 'lamps.localhost')).toBeNull()
  })
})
