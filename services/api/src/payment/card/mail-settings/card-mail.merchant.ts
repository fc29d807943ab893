import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../../../app/context.ts'
import { toMerchantPayload } from '../../../kernel/to-merchant-payload.ts'
import { requirePermission } from '../../../kernel/require-permission.ts'
import { CardMail, CardMailPayload, CheckOpenPgpKeyPayload } from './card-mail.type.ts'
import { checkOpenPgpKey } from './check-open-pgp-key.ts'
import { loadCardMail } from './load-card-mail.ts'
import { removeOpenPgpKey } from './remove-open-pgp-key.ts'
import { setFragmentTo } from './set-fragment-to.ts'
import { setOpenPgpKey } from './set-open-pgp-key.ts'
import { setOpenPgpRequired } from './set-open-pgp-required.ts'

/** Where a shop's card mail goes: its owners' business alone. */
@Resolver()
export class CardMailResolver {
  @Query(() => CardMail)
  cardMail(@Ctx() request: MerchantRequest): Promise<CardMail> {
    return loadCardMail(requirePermission(request, 'OWNER'))
  }

  @Mutation(() => CheckOpenPgpKeyPayload, {
    description: 'What an armored text would be as the shop’s key. Changes nothing.',
  })
  checkOpenPgpKey(
    @Ctx() request: MerchantRequest,
    @Arg('armored', () => String) armored: string,
  ): Promise<CheckOpenPgpKeyPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return toMerchantPayload(ctx, () => checkOpenPgpKey(ctx, { armored }), { key: null })
  }

  @Mutation(() => CardMailPayload, {
    description:
      'Card mail is encrypted to this key from now on. The fingerprint is the one that was confirmed.',
  })
  setOpenPgpKey(
    @Ctx() request: MerchantRequest,
    @Arg('armored', () => String) armored: string,
    @Arg('fingerprint', () => String) fingerprint: string,
  ): Promise<CardMailPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return toMerchantPayload(ctx, () => setOpenPgpKey(ctx, { armored, fingerprint }), { cardMail: null })
  }

  @Mutation(() => CardMailPayload)
  removeOpenPgpKey(@Ctx() request: MerchantRequest): Promise<CardMailPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return toMerchantPayload(ctx, () => removeOpenPgpKey(ctx), { cardMail: null })
  }

  @Mutation(() => CardMailPayload, { description: 'Without a usable key no card is taken.' })
  setOpenPgpRequired(
    @Ctx() request: MerchantRequest,
    @Arg('required', () => Boolean) required: boolean,
  ): Promise<CardMailPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return toMerchantPayload(ctx, () => setOpenPgpRequired(ctx, { required }), { cardMail: null })
  }

  @Mutation(() => CardMailPayload)
  setFragmentTo(
    @Ctx() request: MerchantRequest,
    @Arg('email', () => String) email: string,
  ): Promise<CardMailPayload> {
    const ctx = requirePermission(request, 'OWNER')
    return toMerchantPayload(ctx, () => setFragmentTo(ctx, { email }), { cardMail: null })
  }
}
