import { m } from '../paraglide/messages.js'
import type {
  ConflictReason,
  FileFormat,
  ImportField,
  ImportMatch,
  ImportStatus,
} from './product-import.documents.ts'

export const formatLabels: Record<FileFormat, () => string> = {
  PLAIN: m.import_format_plain,
  SHOPIFY: () => 'Shopify',
  WOOCOMMERCE: () => 'WooCommerce',
  PRESTASHOP: () => 'PrestaShop',
  PRESTASHOP_COMBINATIONS: m.import_format_combinations,
}

/** Formats in which the products of the shop can be exported. */
export const exportFormats = [
  'PLAIN',
  'SHOPIFY',
  'WOOCOMMERCE',
  'PRESTASHOP',
  'PRESTASHOP_COMBINATIONS',
] as const satisfies FileFormat[]

export const conflictReasonLabels: Record<ConflictReason, () => string> = {
  CHANGED: m.import_conflict_changed,
  DELETED: m.import_conflict_deleted,
  SKU_TAKEN: m.import_conflict_sku_taken,
}

export const matchLabels: Record<ImportMatch, () => string> = {
  HANDLE: m.import_match_handle,
  SKU: m.import_match_sku,
  NUMBER: m.import_match_number,
  NAME: m.import_match_name,
}

export const statusLabels: Record<ImportStatus, () => string> = {
  UPLOADING: m.import_status_uploading,
  CHECKING: m.import_status_checking,
  CHECKED: m.import_status_checked,
  APPLYING: m.import_status_applying,
  APPLIED: m.import_status_applied,
  UNDOING: m.import_status_undoing,
  UNDONE: m.import_status_undone,
  FAILED: m.import_status_failed,
}

const option = (number: number) => ({
  name: () => m.import_field_option_name({ number }),
  value: () => m.import_field_option_value({ number }),
})

export const fieldLabels: Record<ImportField, () => string> = {
  NAME: m.import_field_name,
  HANDLE: m.import_field_handle,
  DESCRIPTION: m.import_field_description,
  STATUS: m.import_field_status,
  PUBLISHED: m.import_field_published,
  PUBLISH_AT: m.import_field_publish_at,
  COLLECTIONS: m.import_field_collections,
  TAGS: m.import_field_tags,
  SKU: m.import_field_sku,
  GTIN: m.import_field_gtin,
  VARIANT_NAME: m.import_field_variant_name,
  PRICE: m.import_field_price,
  PRICE_EXCLUDING_TAX: m.import_field_price_excluding_tax,
  SALE_PRICE: m.import_field_sale_price,
  RECOMMENDED_PRICE: m.import_field_recommended_price,
  TAX_CATEGORY: m.import_field_tax_category,
  STOCK: m.import_field_stock,
  WEIGHT_GRAMS: m.import_field_weight_grams,
  WEIGHT_KILOGRAMS: m.import_field_weight_kilograms,
  OPTION1_NAME: option(1).name,
  OPTION1_VALUE: option(1).value,
  OPTION2_NAME: option(2).name,
  OPTION2_VALUE: option(2).value,
  OPTION3_NAME: option(3).name,
  OPTION3_VALUE: option(3).value,
  BRAND: m.import_field_brand,
  SEO_TITLE: m.import_field_seo_title,
  SEO_DESCRIPTION: m.import_field_seo_description,
  IMAGES: m.import_field_images,
  IMAGE_ALT: m.import_field_image_alt,
  ID: m.import_field_id,
  TYPE: m.import_field_type,
  PARENT: m.import_field_parent,
  PRODUCT_REFERENCE: m.import_field_product_reference,
  ATTRIBUTE_NAMES: m.import_field_attribute_names,
  ATTRIBUTE_VALUES: m.import_field_attribute_values,
  PRICE_IMPACT: m.import_field_price_impact,
  WEIGHT_IMPACT: m.import_field_weight_impact,
}

interface FieldGroup {
  label: () => string
  fields: ImportField[]
}

/** What a column can hold, in the order of the choice. */
export const fieldGroups: FieldGroup[] = [
  {
    label: m.import_group_product,
    fields: [
      'NAME',
      'HANDLE',
      'DESCRIPTION',
      'BRAND',
      'STATUS',
      'PUBLISHED',
      'PUBLISH_AT',
      'COLLECTIONS',
      'TAGS',
    ],
  },
  { label: m.import_group_pictures, fields: ['IMAGES', 'IMAGE_ALT'] },
  {
    label: m.import_group_prices,
    fields: ['PRICE', 'PRICE_EXCLUDING_TAX', 'SALE_PRICE', 'RECOMMENDED_PRICE', 'TAX_CATEGORY'],
  },
  {
    label: m.import_group_stock,
    fields: ['SKU', 'GTIN', 'STOCK', 'WEIGHT_GRAMS', 'WEIGHT_KILOGRAMS'],
  },
  {
    label: m.import_group_options,
    fields: [
      'VARIANT_NAME',
      'OPTION1_NAME',
      'OPTION1_VALUE',
      'OPTION2_NAME',
      'OPTION2_VALUE',
      'OPTION3_NAME',
      'OPTION3_VALUE',
    ],
  },
  { label: m.import_group_search, fields: ['SEO_TITLE', 'SEO_DESCRIPTION'] },
  {
    label: m.import_group_other_programs,
    fields: [
      'ID',
      'TYPE',
      'PARENT',
      'PRODUCT_REFERENCE',
      'ATTRIBUTE_NAMES',
      'ATTRIBUTE_VALUES',
      'PRICE_IMPACT',
      'WEIGHT_IMPACT',
    ],
  },
]
