import { defineMessages } from '../kernel/messages.ts'
import type { Language } from '../kernel/errors.ts'
import { ADDITION_TEXTS } from './addition-texts.ts'

/** What is wrong, and what to do. `{detail}` is the problem's detail. */
const TEXTS = {
  ...ADDITION_TEXTS,
  FILE_EMPTY: {
    en: 'The file contains no rows below its header. Choose a file with at least one product.',
    fr: 'Le fichier ne contient aucune ligne sous son en-tête. Choisissez un fichier d’au moins un produit.',
  },
  TOO_MANY_ROWS: {
    en: 'The file has more than {detail} rows. Split it into several files.',
    fr: 'Le fichier compte plus de {detail} lignes. Répartissez-le en plusieurs fichiers.',
  },
  TOO_MANY_COLUMNS: {
    en: 'The file has more than {detail} columns. Delete those that you do not need.',
    fr: 'Le fichier compte plus de {detail} colonnes. Supprimez celles dont vous n’avez pas besoin.',
  },
  NOT_TEXT: {
    en: 'This cell contains characters that are not text. Save the file again as CSV (UTF-8).',
    fr: 'Cette cellule contient des caractères qui ne sont pas du texte. Enregistrez de nouveau le fichier au format CSV (UTF-8).',
  },
  QUOTE_NOT_CLOSED: {
    en: 'A quotation mark is opened here and never closed, so that the rest of the file cannot be read. Close it, or write "" for a quotation mark inside a text.',
    fr: 'Un guillemet est ouvert ici et jamais fermé, si bien que la suite du fichier est illisible. Fermez-le, ou écrivez "" pour un guillemet à l’intérieur d’un texte.',
  },
  TEXT_AFTER_QUOTE: {
    en: 'There is text after the closing quotation mark, so that the rest of the file cannot be read. Write "" for a quotation mark inside a text.',
    fr: 'Du texte suit le guillemet fermant, si bien que la suite du fichier est illisible. Écrivez "" pour un guillemet à l’intérieur d’un texte.',
  },
  QUOTE_IN_TEXT: {
    en: 'This text contains a quotation mark, but is not itself between quotation marks. Put the whole text between quotation marks, and write "" for one inside it.',
    fr: 'Ce texte contient un guillemet sans être lui-même entre guillemets. Mettez-le tout entier entre guillemets, et écrivez "" pour un guillemet à l’intérieur.',
  },
  ROW_TOO_LONG: {
    en: 'This row is longer than {detail} characters, so that the rest of the file cannot be read. Check whether a quotation mark is missing, or shorten the texts.',
    fr: 'Cette ligne dépasse {detail} caractères, si bien que la suite du fichier est illisible. Vérifiez qu’il ne manque pas un guillemet, ou raccourcissez les textes.',
  },
  TOO_MANY_CELLS: {
    en: 'This row has more cells than the header has columns. Put texts that contain the separator between quotation marks.',
    fr: 'Cette ligne a plus de cellules que l’en-tête n’a de colonnes. Mettez entre guillemets les textes qui contiennent le séparateur.',
  },
  COLUMN_MISSING: {
    en: 'No column is chosen for the name or the SKU. Choose one of them above.',
    fr: 'Aucune colonne n’est choisie pour le nom ni pour la référence. Choisissez l’une d’elles ci-dessus.',
  },
  COLUMN_TWICE: {
    en: 'Two columns are chosen for the same field. Choose “Do not import” for one of them.',
    fr: 'Deux colonnes sont choisies pour le même champ. Choisissez «\u00a0Ne pas importer\u00a0» pour l’une d’elles.',
  },
  NAME_MISSING: {
    en: 'The product has no name, and the shop has no product with this SKU. Fill in the name, or correct the SKU.',
    fr: 'Le produit n’a pas de nom, et la boutique n’a aucun produit de cette référence. Indiquez le nom, ou corrigez la référence.',
  },
  ROW_WITHOUT_PRODUCT: {
    en: 'It is not clear which product this row belongs to. Fill in its handle, name or SKU, or delete the row.',
    fr: 'On ne sait pas à quel produit appartient cette ligne. Indiquez son identifiant, son nom ou sa référence, ou supprimez la ligne.',
  },
  PRICE_MISSING: {
    en: 'A new item needs a price, tax included. Fill it in.',
    fr: 'Un nouvel article doit avoir un prix TTC. Indiquez-le.',
  },
  NOT_A_NUMBER: {
    en: 'This is not a number. Write digits, such as 1234.50.',
    fr: 'Ce n’est pas un nombre. Écrivez-le en chiffres, par exemple 1234,50.',
  },
  AMBIGUOUS_NUMBER: {
    en: 'This could be thousands or decimals. Write it without a thousands separator and with two decimals, such as 1234.00.',
    fr: 'Il peut s’agir de milliers ou de décimales. Écrivez-le sans séparateur de milliers et avec deux décimales, par exemple 1234,00.',
  },
  NEGATIVE_NUMBER: {
    en: 'This number is below zero. Write zero or more.',
    fr: 'Ce nombre est inférieur à zéro. Indiquez zéro ou plus.',
  },
  NUMBER_TOO_LARGE: {
    en: 'This number is above {detail}. Check its digits.',
    fr: 'Ce nombre dépasse {detail}. Vérifiez ses chiffres.',
  },
  TOO_MANY_DECIMALS: {
    en: 'This amount has more than {detail} decimals. Round it.',
    fr: 'Ce montant a plus de {detail} décimales. Arrondissez-le.',
  },
  NOT_WHOLE: {
    en: 'Pieces in stock are counted in whole numbers. Remove the decimals.',
    fr: 'Le stock se compte en pièces entières. Supprimez les décimales.',
  },
  UNKNOWN_STATUS: {
    en: 'This is not a status. Write published, draft or archived.',
    fr: 'Ce n’est pas un statut. Écrivez publié, brouillon ou archivé.',
  },
  NOT_A_DATE: {
    en: 'This is not a date. Write it as 2026-12-24 09:00.',
    fr: 'Ce n’est pas une date. Écrivez-la sous la forme 2026-12-24 09:00.',
  },
  NOT_A_BARCODE: {
    en: 'This is not the number of a barcode, or a digit of it is wrong. Correct it, or leave the cell empty: the product is then imported without it.',
    fr: 'Ce n’est pas le numéro d’un code-barres, ou l’un de ses chiffres est faux. Corrigez-le, ou laissez la cellule vide\u00a0: le produit est alors importé sans lui.',
  },
  UNKNOWN_TAX_CATEGORY: {
    en: 'This is not a tax category. Write one of: {detail}.',
    fr: 'Ce n’est pas une catégorie de TVA. Écrivez l’une de celles-ci\u00a0: {detail}.',
  },
  UNKNOWN_TYPE: {
    en: 'Only simple and variable products and their variations can be imported. Delete this row.',
    fr: 'Seuls les produits simples ou variables et leurs variations peuvent être importés. Supprimez cette ligne.',
  },
  PARENT_MISSING: {
    en: 'The product that this variation belongs to is not in the file. Add its row, or correct the parent.',
    fr: 'Le produit dont c’est une variation n’est pas dans le fichier. Ajoutez sa ligne, ou corrigez le parent.',
  },
  TEXT_TOO_LONG: {
    en: 'This text is longer than {detail} characters. Shorten it.',
    fr: 'Ce texte dépasse {detail} caractères. Raccourcissez-le.',
  },
  CARD_NUMBER: {
    en: 'This text contains the number of a payment card. Remove it.',
    fr: 'Ce texte contient un numéro de carte bancaire. Retirez-le.',
  },
  SKU_TWICE: {
    en: 'This SKU is already used in row {detail}. Give each item its own SKU.',
    fr: 'Cette référence est déjà utilisée à la ligne {detail}. Donnez à chaque article sa propre référence.',
  },
  HANDLE_TWICE: {
    en: 'The products of rows {detail} and this one are the same product in the shop. Leave one of them.',
    fr: 'Le produit de la ligne {detail} et celui-ci sont le même produit dans la boutique. N’en laissez qu’un.',
  },
  VARIANT_TWICE: {
    en: 'This combination of options is already in row {detail}. Change an option, or delete the row.',
    fr: 'Cette combinaison d’options figure déjà à la ligne {detail}. Modifiez une option, ou supprimez la ligne.',
  },
  VARIANT_EXISTS: {
    en: 'Another item of this product in the shop already has these options: {detail}. Change an option, or write its SKU.',
    fr: 'Un autre article de ce produit dans la boutique a déjà ces options\u00a0: {detail}. Modifiez une option, ou écrivez sa référence.',
  },
  OPTION_VALUE_MISSING: {
    en: 'This item lacks a value of the option “{detail}”. Fill it in.',
    fr: 'Il manque à cet article une valeur de l’option «\u00a0{detail}\u00a0». Indiquez-la.',
  },
  OPTION_NAME_MISSING: {
    en: 'This option has a value but no name. Fill in its name in the first row of the product.',
    fr: 'Cette option a une valeur mais pas de nom. Indiquez son nom à la première ligne du produit.',
  },
  OPTION_NAME_TWICE: {
    en: 'Two options of this product have the same name. Give each its own name.',
    fr: 'Deux options de ce produit portent le même nom. Donnez à chacune son propre nom.',
  },
  VARIANT_NAME_MISSING: {
    en: 'A product without options may have several items only if each has a name. Fill in the name of this one.',
    fr: 'Un produit sans options ne peut avoir plusieurs articles que si chacun porte un nom. Indiquez le nom de celui-ci.',
  },
  VARIANT_NAME_TOO_LONG: {
    en: 'The option values of this item are together longer than {detail} characters. Shorten them.',
    fr: 'Les valeurs d’options de cet article dépassent ensemble {detail} caractères. Raccourcissez-les.',
  },
  ATTRIBUTES_DIFFER: {
    en: 'There are not as many values as attributes, or more than three. Write one value for each attribute, separated by commas.',
    fr: 'Il n’y a pas autant de valeurs que d’attributs, ou plus de trois. Écrivez une valeur par attribut, séparées par des virgules.',
  },
  COMBINATION_WITHOUT_PRODUCT: {
    en: 'The shop has no product with this id. Import the file of products first, or add a column “Product Reference” with the SKU of the product.',
    fr: 'La boutique n’a aucun produit portant cet identifiant. Importez d’abord le fichier des produits, ou ajoutez une colonne «\u00a0Référence produit\u00a0» avec la référence du produit.',
  },
  COMBINATION_PRICE_NEGATIVE: {
    en: 'The impact on the price is larger than the price of the product. Correct it, or the price of the product.',
    fr: 'L’impact sur le prix dépasse le prix du produit. Corrigez-le, ou le prix du produit.',
  },
  NUMBER_OF_OTHER_PRODUCT: {
    en: 'An earlier import gave this number to another product: {detail}. Write below which PrestaShop site this file comes from: the same one if it is the same product, or another name if it is another site.',
    fr: 'Une importation précédente a donné ce numéro à un autre produit : {detail}. Indiquez ci-dessous de quel site PrestaShop vient ce fichier : le même si c’est le même produit, ou un autre nom si c’est un autre site.',
  },
  SITE_UNKNOWN: {
    en: 'The shop has products of several PrestaShop sites: {detail}. Write below which of them this file comes from.',
    fr: 'La boutique a des produits de plusieurs sites PrestaShop : {detail}. Indiquez ci-dessous duquel vient ce fichier.',
  },
  PRICE_WITH_TAX_TOO_LARGE: {
    en: 'With tax, this price is above the highest price that the shop can store. Check its digits.',
    fr: 'Avec la taxe, ce prix dépasse le prix le plus élevé que la boutique puisse enregistrer. Vérifiez ses chiffres.',
  },
  BASE_PRICE_UNKNOWN: {
    en: 'The price of the product without this combination is not known. Import the file of products again first.',
    fr: 'Le prix du produit hors déclinaison est inconnu. Importez d’abord de nouveau le fichier des produits.',
  },
  OPTIONS_DIFFER: {
    en: 'The product in the shop has other options: {detail}. Use the same ones.',
    fr: 'Le produit de la boutique a d’autres options\u00a0: {detail}. Reprenez les mêmes.',
  },
  TOO_MANY_VARIANTS: {
    en: 'A product may have at most {detail} variants. Split it into several products.',
    fr: 'Un produit peut avoir {detail} variantes au plus. Répartissez-les en plusieurs produits.',
  },
  SKU_OF_OTHER_PRODUCT: {
    en: 'This SKU belongs to another product of the shop: {detail}. Use another SKU, or the handle of that product.',
    fr: 'Cette référence appartient à un autre produit de la boutique\u00a0: {detail}. Utilisez une autre référence, ou l’identifiant de ce produit.',
  },
} as const

export type ProblemCode = keyof typeof TEXTS

const text = defineMessages(TEXTS)

/** The sentence that tells what is wrong and what to do. */
export const describeProblem = (
  { code, detail }: { code: ProblemCode; detail?: string | number },
  language: Language,
): string => text(code, language, { detail: detail ?? '' } as never)
