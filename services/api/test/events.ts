import { entities } from '../src/app/entities.ts'
import type { Process } from '../src/app/context.ts'
import { processEvents } from '../src/event/process-events.ts'
import { connectOrm } from '../src/platform/db/orm.ts'
import { roleUrl, type TestApi } from './api.ts'
import { createMember, membershipHeaders, merchant } from './member.ts'
import type { TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'

const processes = new WeakMap<TestApi, Process>()

/** A process with the worker's database role but without its jobs. It ends with the API. */
export async function connectAsWorker(api: TestApi): Promise<Process> {
  const known = processes.get(api)
  if (known) return known
  const { log, redis, queues, subscribers } = api.app
  const orm = await connectOrm(roleUrl('worker'), entities, 'triclic_worker', 2)
  api.whenStopped(() => orm.close())
  const app = { log, redis, queues, subscribers, orm }
  processes.set(api, app)
  return app
}

/** Processes the shop's events that are waiting, as the worker does, for tests that run none. */
export async function processPendingEvents(api: TestApi, shop: { id: string }): Promise<void> {
  const app = await connectAsWorker(api)
  const due = await queryInShop<{ stream_id: string }>(
    api,
    shop,
    `select stream_id from domain_event where shop_id = $1 and processed_at is null
     group by stream_id order by min(at)`,
    shop.id,
  )
  for (const { stream_id: streamId } of due) await processEvents(app, { shopId: shop.id, streamId })
}

/** The order's timeline as its merchant sees it, oldest first. */
export async function timelineOf(
  api: TestApi,
  shop: TestShop,
  code: string,
): Promise<{ kind: string; by: string; message: string }[]> {
  const headers = await membershipHeaders(api, await createMember(api, [{ shop, role: 'CERTIFIER' }]), shop)
  const { data } = await merchant<{ order: { timeline: { kind: string; by: string; message: string }[] } }>(
    api,
    'query ($code: String!) { order(code: $code) { timeline { kind by message } } }',
    { code },
    headers,
  )
  return data.order.timeline
}
