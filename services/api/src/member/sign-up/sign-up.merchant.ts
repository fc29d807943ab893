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

@ObjectType('ShopSlugProposal')
class ShopSlugProposalType {
  @Field(() => String)
  slug!: string

  @Field(() => Boolean, {
    description: 'Whether a shop may have it: lower-case letters, digits and hyphens.',
  })
  isValid!: boolean

  @Field(() => Boolean)
  isTaken!: boolean
}

@InputType('SignUpInput')
class SignUpInputType {
  @Field(() => String, { description: 'At most 100 characters.' })
  shopName!: string

  @Field(() => String)
  slug!: string

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code.' })
  country!: string

  @Field(() => String, { description: 'Of the owner, who receives the link.' })
  email!: string

  @Field(() => String)
  formToken!: string

  @Field(() => String, { nullable: true, description: 'A field that people do not see; empty.' })
  website?: string | null
}

const SignUpPayload = merchantPayload('SignUpPayload', {})

/** For merchants who open a shop by themselves. */
@Resolver()
export class SignUpResolver {
  @Query(() => SignUpForm)
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signUpForm(@Ctx() { app }: MerchantRequest): SignUpForm {
    const { allowsSignUp, bankKey } = app.env
    return { isOpen: allowsSignUp, countries: shopCountries, formToken: issueFormToken(bankKey) }
  }

  @Query(() => ShopSlugProposalType, {
    description: 'Whether the slug is free; without one, a free slug made of the name.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  shopSlugProposal(
    @Ctx() request: MerchantRequest,
    @Arg('name', () => String) name: string,
    @Arg('slug', () => String, { nullable: true }) slug?: string | null,
  ): Promise<ShopSlugProposalType> {
    return proposeShopSlug(request, { name, slug })
  }

  @Mutation(() => SignUpPayload, {
    description:
      'Mails a link that opens the shop. The answer is the same whether the address has an account or not.',
  })
  @EntryPoint({ access: 'anyone', rateLimit: 'address' })
  signUp(@Ctx() request: MerchantRequest, @Arg('input', () => SignUpInputType) input: SignUpInputType) {
    return toPayload(request, SignUpPayload, () => signUp(request, input))
  }
}
