import { v7 } from 'uuid'
import type { MerchantRequest } from '../../app/context.ts'
import { reject, RequestError } from '../../kernel/errors.ts'
import { checkNewShop } from '../../shop/create-shop.ts'
import { subjectsOfSignUp } from '../attempt-subjects.ts'
import { countAttempt } from '../count-attempt.ts'
import { ageOfForm } from './form-token.ts'
import { isSlugTaken } from './propose-shop-slug.ts'

export interface SignUpInput {
  shopName: string
  slug: string
  /** ISO 3166-1 alpha-2 code. */
  country: string
  email: string
  /** Of `signUpForm`, from when the form was shown. */
  formToken: string
  /** A field that people do not see. */
  website?: string | null | undefined
}

/** Nobody fills in the form faster, in seconds. */
const MIN_SECONDS = 2

/** How long to wait when the platform has reached its limit, in seconds. */
const RETRY_AFTER = 600

/**
 * Mails a link that opens a shop, and whose owner becomes the owner of the shop. The answer and the statements are the same whether the address has an account or not. Programs
 * that fill in the hidden field, or send the form within two seconds, get the same answer and no mail.
 *
 * @throws OperationError SIGN_UP_CLOSED, SIGN_UP_FORM_EXPIRED; every REQUIRED, TEXT_TOO_LONG, SHOP_SLUG_INVALID, INVALID_EMAIL and COUNTRY_NOT_SUPPORTED; SHOP_SLUG_TAKEN, which
 * anybody can see at the shop's address; RequestError RATE_LIMITED after many sign-ups from one address, or in all
 */
export async function signUp(request: MerchantRequest, input: SignUpInput): Promise<Record<string, never>> {
  const { orm, env } = request.app
  if (!env.allowsSignUp) return reject('SIGN_UP_CLOSED')
  const { website, formToken, email, shopName, ...rest } = input
  const shop = checkNewShop({ ...rest, name: shopName, owner: email }, { owner: 'email', name: 'shopName' })
  const age = ageOfForm(env.bankKeys, formToken) ?? reject('SIGN_UP_FORM_EXPIRED')
  const em = orm.em.fork()
  await countAttempt(em, subjectsOfSignUp(request))
  if (await isSlugTaken(em, shop.slug)) return reject('SHOP_SLUG_TAKEN', 'slug')
  if (website || age < MIN_SECONDS) return {}
  const [row] = await em.execute<{ accepted: boolean }[]>(
    'select request_sign_up(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as accepted',
    [
      ...[
        shop.id,
        v7(),
        shop.owner,
        shop.name,
        shop.slug,
        shop.currency,
        shop.locale,
        shop.country,
        shop.timeZone,
      ],
      request.language,
    ],
  )
  if (!row?.accepted)
    throw new RequestError('RATE_LIMITED', 'Too many shops were opened in this hour.', {
      retryAfter: RETRY_AFTER,
    })
  return {}
}
