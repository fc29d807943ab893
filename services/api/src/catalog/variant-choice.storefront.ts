import { Arg, Extensions, FieldResolver, Resolver, Root } from 'type-graphql'
import type { CatalogProduct } from './catalog.ts'
import { Product, Variant } from './catalog.type.ts'
import { chooseVariant, optionAvailability } from './choose-variant.ts'
import { ChosenOptionInput, OptionAvailability } from './variant-choice.type.ts'

@Resolver(() => Product)
export class VariantChoiceResolver {
  @Extensions({ cost: 0.1 })
  @FieldResolver(() => Variant, {
    nullable: true,
    description:
      'The variant with these values: every option of the product has to be named, and no other. Null if there is none.',
  })
  variant(
    @Root() product: CatalogProduct,
    @Arg('options', () => [ChosenOptionInput], {
      description: 'At most 20. Empty for the only variant of a product without options.',
    })
    options: ChosenOptionInput[],
  ): Variant | null {
    return chooseVariant(product, options)
  }

  @Extensions({ cost: 0.1 })
  @FieldResolver(() => [OptionAvailability], {
    description: 'For a form in which the buyer chooses a variant: which values can still be chosen.',
  })
  optionAvailability(
    @Root() product: CatalogProduct,
    @Arg('chosen', () => [ChosenOptionInput], {
      defaultValue: [],
      description:
        'What the buyer has chosen so far, at most 20. What names no option of the product is ignored.',
    })
    chosen: ChosenOptionInput[],
  ): OptionAvailability[] {
    return optionAvailability(product, chosen)
  }
}
