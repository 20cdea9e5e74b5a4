import JSON

extension JSONSyntaxError.Reason {
    /// The clause of `description` in Norwegian.
    var norwegian: String {
        switch self {
        case .duplicateKey(let key): "navnet \(JSONValue.string(key).text) står to ganger"
        case .invalidUTF8: "bytene er ikke UTF-8"
        case .tooDeep: "verdiene ligger for dypt i hverandre"
        case .tooLarge: "teksten er for lang"
        case .unexpectedEnd: "teksten slutter for tidlig"
        case .unexpectedByte: "her kan ikke dette tegnet stå"
        case .invalidEscape: "koden etter omvendt skråstrek finnes ikke"
        case .loneSurrogate: "et halvt surrogatpar står alene"
        case .controlCharacter: "et kontrolltegn er ikke kodet"
        case .invalidNumber: "tallet er skrevet feil eller er for stort"
        case .trailingContent: "noe følger etter verdien"
        case .empty: "det er ingen verdi"
        }
    }
}

extension JSONValue {
    fileprivate var text: String { String(decoding: encoded(), as: UTF8.self) }
}
