import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'
import { currentRequestId, newRequestId } from './request-id.ts'
import { traceRequest } from './trace-request.ts'
import { writeNow } from './write-lines.ts'

const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
afterEach(() => write.mockClear())
function lines(): Record<string, unknown>[] {
  writeNow()
  return write.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>)
}

const log = createLog('test')
const requestId = newRequestId()
const request = { requestId, method: 'GET', route: '/[shop]/orders', details: () => ({ shop: 'northfold' }) }

test('logs one line, and answers with the request id', async () => {
  const response = await traceRequest(log, request, async () => new Response(currentRequestId()))
  expect(response.headers.get('x-request-id')).toBe(requestId)
  expect(await response.text()).toBe(requestId)
  expect(lines()).toMatchObject([
    { msg: 'Request', requestId, method: 'GET', route: '/[shop]/orders', shop: 'northfold', status: 200 },
  ])
})

test.each([
  [{ status: 303, location: '/sign-in' }, 303],
  [new TypeError('x'), 500],
])('logs the status of what is thrown, and throws it: %j', async (thrown, status) => {
  await expect(traceRequest(log, request, () => Promise.reject(thrown))).rejects.toBe(thrown)
  expect(lines()).toMatchObject([{ msg: 'Request', requestId, status }])
})
