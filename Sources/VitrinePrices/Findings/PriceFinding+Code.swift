extension PriceFinding {
    /// What is wrong. Raw values are served and documented in `docs/spreadsheets.md`, so they never change.
    package enum Code: String, Sendable, CaseIterable {
        // The file as a zip archive.
        case spreadsheetTooLarge = "SpreadsheetTooLarge"
        case notAnXLSX = "NotAnXlsx"
        case protectedOrOldWorkbook = "ProtectedOrOldWorkbook"
        case damagedArchive = "DamagedArchive"
        case tooManyParts = "TooManyParts"
        case partTooLarge = "PartTooLarge"
        case expandsTooMuch = "ExpandsTooMuch"
        case encryptedPart = "EncryptedPart"
        case unknownCompression = "UnknownCompression"
        case unsafePartName = "UnsafePartName"
        case duplicatePart = "DuplicatePart"
        case nestedArchive = "NestedArchive"

        // Its parts as XML.
        case notUTF8 = "NotUtf8"
        case documentType = "DocumentType"
        case tooManyAttributes = "TooManyAttributes"
        case malformedXML = "MalformedXml"

        // The workbook.
        case workbookMissing = "WorkbookMissing"
        case sheetMissing = "SheetMissing"
        case severalPriceSheets = "SeveralPriceSheets"
        case malformedSheet = "MalformedSheet"
        case tooManyRows = "TooManyRows"
        case tooManyColumns = "TooManyColumns"
        case tooManyRanges = "TooManyRanges"
        case tooManySharedStrings = "TooManySharedStrings"

        // The header row.
        case headerMissing = "HeaderMissing"
        case unknownColumn = "UnknownColumn"
        case unknownCoreSize = "UnknownCoreSize"
        case duplicateColumn = "DuplicateColumn"
        case priceColumnsMissing = "PriceColumnsMissing"

        // Rows and cells.
        case rowsMissing = "RowsMissing"
        case regionMissing = "RegionMissing"
        case unknownRegion = "UnknownRegion"
        case duplicateRegion = "DuplicateRegion"
        case regionWithoutCurrency = "RegionWithoutCurrency"
        case unknownCurrency = "UnknownCurrency"
        case wrongCurrency = "WrongCurrency"
        case rowWithoutPrices = "RowWithoutPrices"
        case cellWithoutHeader = "CellWithoutHeader"
        case mergedCells = "MergedCells"
        case formula = "Formula"
        case errorValue = "ErrorValue"

        // Prices, in a cell or in the price section.
        case notANumber = "NotANumber"
        case negativePrice = "NegativePrice"
        case priceTooLarge = "PriceTooLarge"
        case tooManyDecimals = "TooManyDecimals"

        // The price section.
        case priceRuleMissing = "PriceRuleMissing"
        case severalPriceRules = "SeveralPriceRules"
        case notAnObject = "NotAnObject"
        case pricesMissing = "PricesMissing"
        case rateMissing = "RateMissing"
    }
}
