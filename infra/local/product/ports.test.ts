import { expect, test } from 'vitest'
import { freePorts } from './ports.ts'

test('skips ports that browsers refuse to connect to', async () => {
  expect(await freePorts(2, 6664)).not.toContain(6666)
  expect(await freePorts(1, 6000)).not.toContain(6000)
  await expect(fetch('http://127.0.0.1:6000/')).rejects.toMatchObject({ cause: { message: 'bad port' } })
})
