import { expect, test, vi } from 'vitest'
import { pino } from 'pino'
import { createQueues } from './queue.ts'
import { connectRedis } from '../redis/redis.ts'

test('a queue whose first greeting failed takes jobs later', async () => {
  const redis = connectRedis(process.env.TEST_REDIS_URL ?? '', pino({ level: 'silent' }))
  await expect.poll(() => redis.status).toBe('ready')
  const info = vi.spyOn(redis, 'info').mockRejectedValue(new Error('Command timed out'))
  const queues = createQueues(redis)
  await expect(queues.mail.count()).rejects.toThrow('Command timed out')
  info.mockRestore()
  await expect.poll(() => queues.mail.count()).toBeGreaterThanOrEqual(0)
  await queues.mail.close()
  await queues.fragment.close()
  redis.disconnect()
})
