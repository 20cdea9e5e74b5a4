extension JSONFieldKind {
    /// What is wrong with a value of a kind that is no list, object or reference.
    func scalarIssue(of value: JSONValue) -> JSONIssue? {
        switch self {
        case .text(let min, let max): Self.textIssue(value, min: min, max: max)
        case .bool: value.bool == nil ? .notABoolean : nil
        case .integer(let min, let max): Self.integerIssue(value, min: min, max: max)
        case .number: value.double == nil ? .notANumber : nil
        case .choice(let allowed): Self.choiceIssue(value, allowed: allowed)
        case .checked(_, _, _, let check): value.string.map(check) ?? .notAString
        case .term: value.string == nil ? .notAString : nil
        case .any, .list, .object, .reference: nil
        }
    }

    private static func textIssue(_ value: JSONValue, min: Int, max: Int) -> JSONIssue? {
        guard let text = value.string else { return .notAString }
        // A scalar takes one to four bytes: most texts need no count.
        if text.utf8.count <= max, text.utf8.count / 4 >= min { return nil }
        let count = text.unicodeScalars.count
        if count < min { return .tooShort(min: min) }
        return count > max ? .tooLong(max: max) : nil
    }

    private static func integerIssue(_ value: JSONValue, min: Int64, max: Int64) -> JSONIssue? {
        switch value {
        case .integer(let integer):
            if integer < min { return .tooSmall(min: min) }
            return integer > max ? .tooLarge(max: max) : nil
        case .number(let number) where number.isWritingOfInteger && number.lexeme != "-0":
            return number.lexeme.utf8.first == UInt8(ascii: "-")
                ? .tooSmall(min: min) : .tooLarge(max: max)
        default: return .notAnInteger
        }
    }

    private static func choiceIssue(_ value: JSONValue, allowed: [String]) -> JSONIssue? {
        guard let text = value.string else { return .notAString }
        let isAllowed = allowed.contains { $0.hasSameBytes(as: text) }
        return isAllowed ? nil : .notAChoice(allowed)
    }
}
