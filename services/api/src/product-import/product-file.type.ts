import { registerEnumType } from 'type-graphql'
import { FIELDS } from '../product-file/field.ts'
import { FORMATS } from '../product-file/formats.ts'

export const toEnum = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((value) => [value, value]))

/** GraphQL writes enum values in capitals: `option1Name` is `OPTION1_NAME`. */
export const FIELD_ENUM = Object.fromEntries(
  FIELDS.map((field) => [field.replaceAll(/[A-Z]/g, '_$&').toUpperCase(), field]),
)
export const ProductFileFormat = toEnum(FORMATS)

registerEnumType(ProductFileFormat, {
  name: 'ProductFileFormat',
  description: 'The program that a product file comes from; PLAIN is the format of this product.',
  valuesConfig: {
    PLAIN: { description: 'A sheet of any program, and what this product itself exports.' },
    PRESTASHOP: { description: 'Products of PrestaShop.' },
    PRESTASHOP_COMBINATIONS: {
      description: 'Combinations of options of PrestaShop’s products; import the products first.',
    },
    SHOPIFY: { description: 'An export of Shopify.' },
    WOOCOMMERCE: { description: 'An export of WooCommerce.' },
  },
})
registerEnumType(FIELD_ENUM, {
  name: 'ProductFileField',
  description: 'What a column of a product file can hold.',
  valuesConfig: {
    ATTRIBUTE_NAMES: {
      description:
        'Of PrestaShop’s combinations: the names of the options, as `Size:select:0, Colour:color:1`.',
    },
    ATTRIBUTE_VALUES: {
      description: 'Of PrestaShop’s combinations: the values of the options, in the order of their names.',
    },
    COLLECTIONS: {
      description:
        'Names of collections of chosen products, separated as the program does; new ones are created.',
    },
    DESCRIPTION: { description: 'Text, or HTML that is sanitised.' },
    HANDLE: { description: 'The slug. Rows with the same one are one product.' },
    ID: { description: 'The number that the product has in the program that the file comes from.' },
    IMAGES: { description: 'Addresses of pictures, the main one first.' },
    IMAGE_ALT: { description: 'What the pictures show, in their order.' },
    NAME: { description: 'Of the product. Without a handle, rows with the same name are one product.' },
    OPTION1_NAME: { description: 'What variants differ in first, such as “Size”.' },
    OPTION1_VALUE: { description: 'The variant’s value of the first option.' },
    OPTION2_NAME: { description: 'What variants differ in second.' },
    OPTION2_VALUE: { description: 'The variant’s value of the second option.' },
    OPTION3_NAME: { description: 'What variants differ in third.' },
    OPTION3_VALUE: { description: 'The variant’s value of the third option.' },
    PARENT: { description: 'Of WooCommerce: the product of a variation, by SKU or `id:` and number.' },
    PRICE: { description: 'Including tax, in units of the shop’s currency: 12.50.' },
    PRICE_EXCLUDING_TAX: {
      description: 'Without tax, which the shop’s rate of the tax category is added to.',
    },
    PRICE_IMPACT: {
      description: 'Of PrestaShop’s combinations: what is added to the price of the product, without tax.',
    },
    PRODUCT_REFERENCE: { description: 'Of PrestaShop’s combinations: the SKU of the product.' },
    PUBLISHED: { description: 'Yes or no: PUBLISHED or DRAFT.' },
    PUBLISH_AT: { description: 'The time from which buyers see the product.' },
    RECOMMENDED_PRICE: { description: 'That of the manufacturer, including tax.' },
    SALE_PRICE: { description: 'Including tax; taken as the price where there is one.' },
    SEO_DESCRIPTION: { description: 'For search engines.' },
    GTIN: { description: 'The number of the barcode (EAN, UPC, ISBN), with its check digit.' },
    BRAND: { description: 'Of the manufacturer.' },
    SEO_TITLE: { description: 'For the title of the page.' },
    SKU: { description: 'The merchant’s number of the variant, unique in the shop.' },
    STATUS: { description: 'Draft, published or archived, in English or French.' },
    STOCK: {
      description:
        'The quantity on hand. With this column, applying the file needs the permission STOCK_WRITE.',
    },
    TAGS: { description: 'Names of collections, as COLLECTIONS.' },
    TAX_CATEGORY: { description: 'By its name in English or French.' },
    TYPE: { description: 'Of WooCommerce: simple, variable or variation.' },
    VARIANT_NAME: { description: 'Of a variant of a product without options.' },
    WEIGHT_GRAMS: { description: 'In grams.' },
    WEIGHT_IMPACT: {
      description: 'Of PrestaShop’s combinations: what is added to the weight of the product, in kilograms.',
    },
    WEIGHT_KILOGRAMS: { description: 'In kilograms.' },
  },
})
