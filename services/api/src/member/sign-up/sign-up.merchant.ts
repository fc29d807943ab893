import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../../kernel/payload.ts'
import { shopCountries } from '../../shop/country-presets.ts'
import { issueFormToken } from './form-token.ts'
import { proposeShopSlug } from './propose-shop-slug.ts'
import { signUp } from './sign-up.ts'

@ObjectType({ description: 'What a form needs with which a merchant opens a shop.' })
class SignUpForm {
  @Field(() => Boolean, { description: 'Whether the operator lets everybody open a shop.' })
  isOpen!: boolean

  @Field(() => [String], { description: 'Where shops can be opened: ISO 3166-1 alpha-2 codes.' })
  countries!: readonly string[]

  @Field(() => String, { description: 'To be sent with signUp within four hours.' })
  formToken!: string
}

@ObjectType('ShopSlugProposal', { description: 'Whether a shop can have a slug.' })
class ShopSlugProposalType {
  @Field(() => String, {
    description:
      'The one that was asked about, or else one made of the name, with a number if that is taken.',
  })
  slug!: string

  @Field(() => Boolean, {
    description: 'Whether a shop may have it: lower-case letters, digits and hyphens.',
  })
  isValid!: boolean

  @Field(() => Boolean, {
    description: 'Whether a shop has it, even one that is closed. False if it is not valid.',
  })
  isTaken!: boolean
}

@InputType('SignUpInput', { description: 'A shop to open and its owner.' })
class SignUpInputType {
  @Field(() => String, { description: 'At most 100 characters.' })
  shopName!: string

  @Field(() => String, {
    description: 'Lower-case letters, digits and hyphens: SHOP_SLUG_INVALID or SHOP_SLUG_TAKEN otherwise.',
  })
  slug!: string

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  country!: string

  @Field(() => String, { description: 'Of the owner, who receives the link.' })
  email!: string

  @Field(() => String, {
    description:
      '`SignUpForm.formToken` of when the form was shown: SIGN_UP_FORM_EXPIRED after four hours. Within two seconds, nothing is mailed.',
  })
  formToken!: string

  @Field(() => String, { nullable: true, description: 'A field that people do not see; empty.' })
  website?: string | null
}

const SignUpPayload = merchantPayload('SignUpPayload', {})

/** For merchants who open a shop by themselves. */
@Resolver()
export class SignUpResolver {
  @Query(() => SignUpForm, {
    description: 'Whether and where shops can be opened, with a token of the form. For everybody.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signUpForm(@Ctx() { app }: MerchantRequest): SignUpForm {
    const { allowsSignUp, bankKeys } = app.env
    return { isOpen: allowsSignUp, countries: shopCountries, formToken: issueFormToken(bankKeys) }
  }

  @Query(() => ShopSlugProposalType, {
    description: 'Whether the slug is free; without one, a free slug made of the name.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  shopSlugProposal(
    @Ctx() request: MerchantRequest,
    @Arg('name', () => String, { description: 'Of the shop; used only without `slug`.' }) name: string,
    @Arg('slug', () => String, { nullable: true, description: 'To be checked; null to be proposed one.' })
    slug?: string | null,
  ): Promise<ShopSlugProposalType> {
    return proposeShopSlug(request, { name, slug })
  }

  @Mutation(() => SignUpPayload, {
    description:
      'Mails a link that opens the shop. The answer is the same whether the address has an account or not.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signUp(
    @Ctx() request: MerchantRequest,
    @Arg('input', () => SignUpInputType, { description: 'The shop to open, and its owner.' })
    input: SignUpInputType,
  ) {
    return toPayload(request, SignUpPayload, () => signUp(request, input))
  }
}
