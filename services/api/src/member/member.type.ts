import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { PasskeyType } from './passkey/passkey.type.ts'
import type { ShopStatus } from '../shop/shop.ts'
import { PERMISSIONS, ROLES, type Permission, type Role as RoleName } from '../kernel/permissions.ts'

export const Role = Object.fromEntries(ROLES.map((role) => [role, role])) as { [R in RoleName]: R }
registerEnumType(Role, {
  name: 'Role',
  description:
    'What a member is in a shop. A shop can adjust what each role allows, except the owner’s: see `rolePermissions`.',
  valuesConfig: {
    CERTIFIER: {
      description:
        'By default: sees orders and buyers, reveals and requests cards, certifies payments, and sends mails again.',
    },
    FULFILLMENT: {
      description: 'By default: sees orders, buyers and products, and ships; nothing of payments.',
    },
    MANAGER: {
      description:
        'By default: everything about orders, payments, products and delivery, but no settings, members, banks or keys.',
    },
    OWNER: { description: 'Everything. A shop has one, who changes only by `transferOwnership`.' },
    VIEWER: {
      description:
        'By default: sees orders without their buyers, products, discounts and the ledger; changes nothing.',
    },
  },
})

/** `order.read` is ORDER_READ in GraphQL. */
export const PermissionType = Object.fromEntries(
  PERMISSIONS.map((permission) => [permission.replace('.', '_').toUpperCase(), permission]),
)
registerEnumType(PermissionType, {
  name: 'Permission',
  valuesConfig: {
    WEBHOOK_MANAGE: { description: 'Where events of the shop are sent.' },
    API_KEY_MANAGE: {
      description: 'Create and revoke keys of the storefront API and set the websites that may use it.',
    },
    AUDIT_READ: { description: 'Read the audit log.' },
    BUYER_ERASE: { description: 'Erase the data of a buyer.' },
    BUYER_EXPORT: { description: 'Export the data of a buyer.' },
    BUYER_READ: { description: 'See who the buyers are. Without it, fields about buyers are null or empty.' },
    CARD_MAIL_MANAGE: {
      description: 'Decide who receives card mails, and with which OpenPGP key they are encrypted.',
    },
    CARD_REQUEST: { description: 'Ask the buyer for a card or another payment again.' },
    CARD_REVEAL: { description: 'Reveal the digits of a card that the platform keeps.' },
    DISCOUNT_READ: { description: 'See discounts.' },
    DISCOUNT_WRITE: { description: 'Create, change and remove discounts.' },
    GATEWAY_MANAGE: { description: 'Set up the banks of the shop, transfers and cheques.' },
    LEDGER_READ: { description: 'See the ledger of payments and its closings.' },
    MAIL_RESEND: { description: 'Send mails of an order again.' },
    MEMBER_MANAGE: {
      description:
        'Invite and remove members, and change roles and what they allow. Nobody gives more than they have.',
    },
    ORDER_CANCEL: { description: 'Cancel orders.' },
    ORDER_ENTER: { description: 'Enter orders that arrived by telephone or post.' },
    ORDER_FULFILL: { description: 'Send parcels, hand out orders and record returns.' },
    ORDER_READ: {
      description: 'See orders, without who the buyers are. Every role has it, and it cannot be taken.',
    },
    ORDER_VIEW_SHARE: { description: 'Share views of the order list with the whole shop.' },
    OWNERSHIP_TRANSFER: {
      description: 'Make somebody else the owner. Only the owner has it, and no other role can get it.',
    },
    PAYMENT_CERTIFY: {
      description: 'Record what the bank answered about a card, and receipts of transfers and cheques.',
    },
    PAYMENT_REFUND: { description: 'Record refunds, and close withdrawals without one.' },
    PRODUCT_IMPORT: { description: 'Import and export products as files.' },
    PRODUCT_READ: { description: 'See products, collections and stock.' },
    PRODUCT_WRITE: { description: 'Change products, prices and collections.' },
    SETTINGS_MANAGE: {
      description:
        'Change the settings of the shop: identity, taxes, mails, legal pages, appearance, deadlines.',
    },
    SHIPPING_WRITE: { description: 'See and change shipping zones and methods.' },
    STOCK_WRITE: { description: 'Adjust stock.' },
    UNMATCHED_PAYMENT_READ: { description: 'See payments that fit no open order.' },
    UNMATCHED_PAYMENT_RESOLVE: { description: 'Accept or refund payments that fit no open order.' },
  },
  description:
    'What a member may do in a shop. `order.read` in `docs/reference/permissions.md` is ORDER_READ here.',
})

export const ShopStatusType = {
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  CLOSED: 'CLOSED',
} as const satisfies {
  [Status in ShopStatus]: Status
}
registerEnumType(ShopStatusType, {
  name: 'ShopStatus',
  valuesConfig: {
    SUSPENDED: { description: 'Sells nothing for now; its members work on.' },
    CLOSED: { description: 'Sells nothing any more; its members can only read.' },
    ACTIVE: { description: 'Sells, as far as its setup allows.' },
  },
  description: 'Whether the shop sells.',
})

@ObjectType({ description: 'A shop, as its members see it in lists and headings.' })
export class ShopRef {
  @Field(() => String, {
    description: 'The name of the shop in addresses. The merchant API is told it with the header `x-shop`.',
  })
  slug!: string

  @Field(() => String, { description: 'As buyers see it: at most 100 characters.' })
  name!: string

  @Field(() => ShopStatusType, { description: 'Only the operator of the platform changes it.' })
  status!: ShopStatus

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  country!: string

  @Field(() => String, { description: 'IANA time zone in which times are displayed.' })
  timeZone!: string

  @Field(() => String, {
    description: 'Language of the shop’s own texts and of its timelines: `fr` or `en`.',
  })
  locale!: string

  @Field(() => String, { description: 'ISO 4217 code of the currency in which the shop sells.' })
  currency!: string
}

@ObjectType({ description: 'The work of a member in one shop.' })
export class Membership {
  @Field(() => ShopRef, { description: 'Where the member works.' })
  shop!: ShopRef

  @Field(() => Role, { description: 'The member’s role in this shop; another shop may give another one.' })
  role!: RoleName

  @Field(() => [PermissionType], { description: 'What the role allows in this shop.' })
  permissions!: Permission[]
}

/** Returned only to the member, by viewer and signIn, because it lists every shop the person works in. */
@ObjectType('Member', {
  description:
    'Somebody who can sign in to the portal, with every shop in which they work. Returned to that person only.',
})
export class MemberType {
  @Field(() => ID, { description: 'Never changes. The same in all shops of the member.' })
  id!: string

  @Field(() => String, {
    description: 'With which the member signs in, in lower case; unique on the platform.',
  })
  email!: string

  @Field(() => String, {
    description: 'As the person gave it when the account was created: at most 100 characters.',
  })
  name!: string

  @Field(() => [Membership], {
    description: 'The shops in which the member works; empty for somebody who has left all of them.',
  })
  memberships!: Membership[]

  @Field(() => Boolean, { description: 'Whether a sign-in with the password asks for a one-time code too.' })
  mfaEnabled!: boolean

  @Field(() => [PasskeyType], { description: 'Oldest first.' })
  passkeys!: PasskeyType[]
}

@ObjectType({
  description: 'A colleague. Only the name is exposed, because no shop may learn where else a person works.',
})
export class StaffRef {
  @Field(() => String, { description: 'As the member gave it.' })
  name!: string
}
