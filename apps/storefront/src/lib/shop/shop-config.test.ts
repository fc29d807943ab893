import { describe, expect, it } from 'vitest'
import { findShopByHost, parseShopConfigs } from './shop-config.ts'

const shop = { slug: 'lamps', key: 'pk', secret: 'sk', host: 'lamps.localhost:4002' }

describe('parseShopConfigs', () => {
  it('parses the list and drops unknown properties', () => {
    expect(parseShopConfigs(JSON.stringify([{ ...shop, extra: 1 }]))).toEqual([shop])
  })
  it.each([undefined, '', '{', '{}', '"x"'])('rejects %j, which is not a JSON list', (json) => {
    expect(() => parseShopConfigs(json)).toThrow('must be a JSON list')
  })
  it('names the missing field in the error', () => {
    const incomplete = JSON.stringify([{ ...shop, host: '' }])
    expect(() => parseShopConfigs(incomplete)).toThrow('STOREFRONT_SHOPS[0] has no "host"')
    expect(() => parseShopConfigs('[null]')).toThrow('has no "slug"')
  })
  it('never puts a secret in the error', () => {
    const incomplete = JSON.stringify([{ ...shop, secret: 'sk-private', host: '' }])
    expect(() => parseShopConfigs(incomplete)).toThrow(/^(?!.*sk-private)/)
  })
})

describe('findShopByHost', () => {
  it('matches host and port, ignoring case', () => {
    expect(findShopByHost([shop], 'Lamps.localhost:4002')).toEqual(shop)
    expect(findShopByHost([shop], 'localhost:4002')).toBeNull()
    expect(findShopByHost([shop], 'lamps.localhost')).toBeNull()
  })
})
