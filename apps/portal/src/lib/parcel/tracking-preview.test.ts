import { expect, it } from 'vitest'
import { knownCarrier, trackingPreview } from './tracking-preview.ts'

const relay = {
  name: 'Mondial Relay',
  trackingUrl: 'https://relay.example/?n={number}&p={postalCode}',
  lastUsedAt: null,
}
const courier = { name: 'Vélo & Cie', trackingUrl: null, lastUsedAt: null }

it('finds a carrier however its name is written, but none without a tracking page', () => {
  expect(knownCarrier([courier, relay], ' mondial-RELAY ')).toBe(relay)
  expect(knownCarrier([courier, relay], 'Vélo & Cie')).toBeUndefined()
  expect(knownCarrier([courier, relay], '')).toBeUndefined()
})

it('shows the page with the number without separators, and the postcode', () => {
  expect(trackingPreview(relay, '12 34-ab', '75 002')).toBe('https://relay.example/?n=1234AB&p=75002')
})

it('shows nothing without a number or a known carrier', () => {
  expect(trackingPreview(relay, ' - ', '75002')).toBeNull()
  expect(trackingPreview(undefined, '1234', '75002')).toBeNull()
})
