import { expect, test } from 'vitest'
import { readSiteSettings } from './read-site-settings.ts'

const shop = { slug: 'a', key: 'pk_1', origin: 'https://a.example' }
const explorer = {
  DOCS_HOST: 'docs.example',
  EXPLORER: 'on',
  PUBLIC_API_URL: 'https://api.example/',
  EXPLORER_SHOP: JSON.stringify({ ...shop, secret: 'sk_1' }),
}

test('requests cannot be run from the pages unless the operator allows it', () => {
  expect(readSiteSettings({ DOCS_HOST: 'docs.example' })).toEqual({
    host: '127.0.0.1',
    port: 4013,
    publicHost: 'docs.example',
    explorer: undefined,
  })
})

test('the port of a host is no part of its name', () => {
  expect(readSiteSettings({ DOCS_HOST: 'docs.example:8443' }).publicHost).toBe('docs.example')
})

test('the pages are told the API and the shop, and no secret', () => {
  expect(readSiteSettings(explorer).explorer).toEqual({ api: 'https://api.example', shop })
})

test.each([
  ['no host', {}, 'DOCS_HOST'],
  ['an unknown word', { ...explorer, EXPLORER: 'yes' }, 'on or off'],
  ['no API', { ...explorer, PUBLIC_API_URL: '' }, 'PUBLIC_API_URL'],
  ['a shop that is not JSON', { ...explorer, EXPLORER_SHOP: 'a' }, 'JSON'],
  ['a shop without its key', { ...explorer, EXPLORER_SHOP: '{"slug":"a"}' }, 'JSON'],
])('%s is refused', (_what, env, problem) => {
  expect(() => readSiteSettings(env)).toThrow(problem)
})
