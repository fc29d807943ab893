import { expect, test } from 'vitest'
import { networkOf, sharedAddresses } from './client-addresses.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['not an address', 'unknown'],
])('the address %s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('this machine and trusted proxies, single or by range, are shared by many clients', () => {
  const isShared = sharedAddresses(['198.51.100.1', '10.0.0.0/8', 'fd00::/8'])
  const shared = ['127.0.0.1', '::ffff:127.0.0.1', '::1', '198.51.100.1', '10.1.2.3', 'fd12::1']
  const others = ['127.0.0.2', '198.51.100.2', '11.0.0.1', '2001:db8::1', '::ffff:11.0.0.1', '']
  expect(shared.filter((address) => !isShared(address))).toEqual([])
  expect(others.filter(isShared)).toEqual([])
})
