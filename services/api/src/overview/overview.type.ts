import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { LocalDate } from '../kernel/local-date.type.ts'
import { Money } from '../kernel/money.type.ts'
import { Membership } from '../member/member.type.ts'
import type { SetupStepCode } from '../shop/setup/load-shop-readiness.ts'
import { SetupStepCodeType } from '../shop/setup/setup-step.type.ts'
import { OPEN_TASKS, type OpenTaskKind } from './open-task.ts'

const OpenTaskKindType = Object.fromEntries(OPEN_TASKS.map((kind) => [kind, kind])) as {
  [Kind in OpenTaskKind]: Kind
}
registerEnumType(OpenTaskKindType, {
  name: 'OpenTaskKind',
  valuesConfig: {
    CERTIFY_PAYMENTS: { description: 'Orders that await certification.' },
    CHECK_LATER_NEWS: {
      description:
        'Paid orders, not shipped, about whose payment the bank sent news after it had accepted it.',
    },
    RESOLVE_UNMATCHED_PAYMENTS: { description: 'Payments that no order could accept.' },
    SETTLE_WITHDRAWALS: { description: 'Withdrawals whose buyers wait for a refund.' },
    RESEND_FAILED_MAILS: {
      description: 'Orders of the last 30 days with a mail that could not be delivered.',
    },
    LOOK_UP_BANK_PAYMENTS: {
      description: 'Orders of the last 30 days with a payment that the bank never answered.',
    },
    SHIP_ORDERS: { description: 'Paid orders of which something is still to ship.' },
    REFILL_STOCK: { description: 'Published products with a variant at or below its low-stock threshold.' },
    REPLACE_API_KEYS: { description: 'Keys of the merchant API that end within 14 days.' },
  },
  description: 'Something that waits for a member. More values may be added.',
})

@ObjectType({ description: 'Something that waits in a shop, and how often.' })
export class OpenTaskType {
  @Field(() => OpenTaskKindType, { description: 'What waits.' })
  kind!: OpenTaskKind

  @Field(() => Int, { description: 'From 1 to 1,000, which stands for that many or more.' })
  count!: number
}

@ObjectType({ description: 'What a shop sold on a day.' })
export class DailySales {
  @Field(() => LocalDate, { description: 'In the shop’s time zone.' })
  day!: string

  @Field(() => Int, { description: 'Orders that were placed on that day and are paid.' })
  orderCount!: number

  @Field(() => Money, { description: 'Including tax and delivery. Negative if more went back than came in.' })
  total!: Money
}

@ObjectType({ description: 'What a member sees of a shop before opening it.' })
export class ShopOverview extends Membership {
  @Field(() => [OpenTaskType], {
    description: 'What waits for somebody with the member’s permissions, the most urgent first.',
  })
  openTasks!: OpenTaskType[]

  @Field(() => SetupStepCodeType, {
    nullable: true,
    description: 'As in shopAlerts: null once the shop can sell, and for whoever may not set it up.',
  })
  nextSetupStep!: SetupStepCode | null

  @Field(() => [DailySales], {
    nullable: true,
    description:
      'Paid orders by the day on which they were placed, less the refunds by the day on which they were made, oldest first, days without any too. Without payments in the test environments of banks. Null without ORDER_READ.',
  })
  sales!: DailySales[] | null
}
