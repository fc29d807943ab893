import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { shopReadinessQuery, type SetupStep } from '#lib/setup/setup.documents.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { shopReadiness, layout } = await queryForShopPage(event, shopReadinessQuery, {})
  return { ...layout, readiness: shopReadiness }
}

export const actions: Actions = {
  skip: formAction({
    document: graphql(`
      mutation SkipSetupStep($step: SetupStepCode!, $skipped: Boolean!) {
        skipSetupStep(step: $step, skipped: $skipped) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      step: rawTextOf(form, 'step') as SetupStep['code'],
      skipped: rawTextOf(form, 'skipped') === 'true',
    }),
    givesBack: ['step'],
  }),
}
