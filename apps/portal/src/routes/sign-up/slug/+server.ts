import { graphql } from '#lib/graphql/graphql.ts'
import { answerErrors } from '#lib/server/answer-errors.ts'
import { requestMerchantApi } from '#lib/server/merchant-api.ts'
import type { RequestHandler } from './$types'

const shopSlugProposalQuery = graphql(`
  query ShopSlugProposal($name: String!, $slug: String) {
    shopSlugProposal(name: $name, slug: $slug) {
      slug
      isValid
      isTaken
    }
  }
`)

/** Whether a slug is free, or a free one made of the name, while the form is filled in. */
export const GET: RequestHandler = (event) =>
  answerErrors(event, async () => {
    const { searchParams } = event.url
    const name = searchParams.get('name') ?? ''
    const { shopSlugProposal } = await requestMerchantApi(event, shopSlugProposalQuery, {
      name: name.slice(0, 100),
      slug: searchParams.get('slug')?.slice(0, 100) || null,
    })
    return shopSlugProposal
  })
