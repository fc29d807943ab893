import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { EntryPoint } from '../../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../../kernel/payload.ts'
import { CardMail, OpenPgpKey, UnconfirmedOpenPgpKey } from './card-mail.type.ts'
import { checkOpenPgpKey } from './check-open-pgp-key.ts'
import { confirmOpenPgpKey } from './confirm-open-pgp-key.ts'
import { discardUnconfirmedKey } from './discard-unconfirmed-key.ts'
import { findUnconfirmedKey } from './find-unconfirmed-key.ts'
import { loadCardMail } from './load-card-mail.ts'
import { removeOpenPgpKey } from './remove-open-pgp-key.ts'
import { resendOpenPgpCode } from './resend-open-pgp-code.ts'
import { setFragmentTo } from './set-fragment-to.ts'
import { setOpenPgpKey } from './set-open-pgp-key.ts'
import { setOpenPgpRequired } from './set-open-pgp-required.ts'

const CheckOpenPgpKeyPayload = merchantPayload('CheckOpenPgpKeyPayload', {
  key: { type: () => OpenPgpKey, description: 'Null if card mails cannot be encrypted to it.' },
})
const CardMailPayload = merchantPayload('CardMailPayload', {
  cardMail: { type: () => CardMail, description: 'As it is now; null if nothing was changed.' },
})

/** A shop's card mail settings: the recipient and the encryption key. */
@Resolver(() => CardMail)
export class CardMailResolver {
  @Query(() => CardMail, { description: 'Where and how the last six digits of cards are mailed.' })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member' })
  cardMail(@Ctx() ctx: MerchantContext): Promise<CardMail> {
    return loadCardMail(ctx)
  }

  @Mutation(() => CheckOpenPgpKeyPayload, {
    description: 'Validates a pasted OpenPGP key and describes it. Saves nothing.',
  })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member' })
  checkOpenPgpKey(
    @Ctx() ctx: MerchantContext,
    @Arg('armored', () => String, {
      description:
        'An ASCII-armored public key of at most 65,536 characters; errors begin with OPENPGP_KEY_.',
    })
    armored: string,
  ) {
    return toPayload(ctx, CheckOpenPgpKeyPayload, () => checkOpenPgpKey(ctx, { armored }))
  }

  @Mutation(() => CardMailPayload, {
    description:
      'Mails a code that is encrypted to this key; `confirmOpenPgpKey` takes it. `fingerprint` is the one the owner confirmed.',
  })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member', recentAuthentication: true })
  setOpenPgpKey(
    @Ctx() ctx: MerchantContext,
    @Arg('armored', () => String, {
      description:
        'An ASCII-armored public key of at most 65,536 characters; errors begin with OPENPGP_KEY_.',
    })
    armored: string,
    @Arg('fingerprint', () => String, {
      description: 'With or without spaces: OPENPGP_KEY_NOT_CONFIRMED if it is not that of the key.',
    })
    fingerprint: string,
  ) {
    return toPayload(ctx, CardMailPayload, () => setOpenPgpKey(ctx, { armored, fingerprint }))
  }

  @Mutation(() => CardMailPayload, {
    description: 'Encrypts card mail to the unconfirmed key from now on. `code` is the one that was mailed.',
  })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member', recentAuthentication: true })
  confirmOpenPgpKey(
    @Ctx() ctx: MerchantContext,
    @Arg('code', () => String, {
      description:
        'In any case, with any separators: OPENPGP_CODE_WRONG. After an hour, five tries or another address: OPENPGP_CODE_EXPIRED.',
    })
    code: string,
  ) {
    return toPayload(ctx, CardMailPayload, () => confirmOpenPgpKey(ctx, { code }))
  }

  @Mutation(() => CardMailPayload, { description: 'Mails a new code for the unconfirmed key.' })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member' })
  resendOpenPgpCode(@Ctx() ctx: MerchantContext) {
    return toPayload(ctx, CardMailPayload, () => resendOpenPgpCode(ctx))
  }

  @Mutation(() => CardMailPayload, { description: 'Deletes the unconfirmed key. The current key stays.' })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member' })
  discardUnconfirmedKey(@Ctx() ctx: MerchantContext) {
    return toPayload(ctx, CardMailPayload, () => discardUnconfirmedKey(ctx))
  }

  @FieldResolver(() => UnconfirmedOpenPgpKey, {
    nullable: true,
    description: 'A key whose code has not been entered yet.',
  })
  unconfirmedOpenPgpKey(@Ctx() ctx: MerchantContext): Promise<UnconfirmedOpenPgpKey | null> {
    return findUnconfirmedKey(ctx)
  }

  @Mutation(() => CardMailPayload, {
    description: 'Later card mails are not encrypted or, where a key is required, no card is taken.',
  })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member', recentAuthentication: true })
  removeOpenPgpKey(@Ctx() ctx: MerchantContext) {
    return toPayload(ctx, CardMailPayload, () => removeOpenPgpKey(ctx))
  }

  @Mutation(() => CardMailPayload, {
    description: 'While required and without a usable key, no card is taken.',
  })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member', recentAuthentication: true })
  setOpenPgpRequired(
    @Ctx() ctx: MerchantContext,
    @Arg('required', () => Boolean, {
      description: 'Whether a card is taken only while card mails can be encrypted.',
    })
    required: boolean,
  ) {
    return toPayload(ctx, CardMailPayload, () => setOpenPgpRequired(ctx, { required }))
  }

  @Mutation(() => CardMailPayload, { description: 'Changes the address that card mail is sent to.' })
  @EntryPoint({ access: 'card_mail.manage', rateLimit: 'member', recentAuthentication: true })
  setFragmentTo(
    @Ctx() ctx: MerchantContext,
    @Arg('email', () => String, {
      description:
        'Of the shop: INVALID_EMAIL if it cannot be one. The earlier address is told of the change.',
    })
    email: string,
    @Arg('version', () => String, {
      nullable: true,
      description:
        'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another address is stored. Without it, that is overwritten.',
    })
    version: string | null,
  ) {
    return toPayload(ctx, CardMailPayload, () => setFragmentTo(ctx, { email, version }))
  }
}
