import ArenaCore
import JSON

/// Tokens as `arena token list` shows them; their texts are known to nobody.
enum TokenList {
    /// A table with a head and a line for each.
    static func table(_ tokens: [Token]) -> String {
        let head = ["ID", "OWNER", "SCOPES", "HINT", "EXPIRES", "LAST USED", "NAME"]
        let table = [head] + tokens.map(row)
        let widths = head.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in line(row, widths) + "\n" }.joined()
    }

    private static func row(_ token: Token) -> [String] {
        [
            token.id.description, token.organisation?.description ?? "admin",
            token.scopes.map(\.rawValue).joined(separator: ","), "…" + token.hint,
            token.expiresAt?.description ?? "never", token.lastUsedAt?.description ?? "never",
            oneLine(token.name),
        ]
    }

    private static func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, text) in row.enumerated() {
            line += text
            if column < row.count - 1 {
                line += String(repeating: " ", count: widths[column] - text.count + 2)
            }
        }
        return line
    }

    /// One JSON object with `items`.
    static func json(_ tokens: [Token]) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.key("items")
        json.beginArray()
        for token in tokens {
            json.beginObject()
            json.member("id", token.id.description)
            json.member("organisation", token.organisation?.description)
            json.member("name", token.name)
            json.key("scopes")
            json.beginArray()
            for scope in token.scopes { json.string(scope.rawValue) }
            json.endArray()
            json.member("hint", token.hint)
            json.member("createdAt", token.createdAt.description)
            json.member("expiresAt", token.expiresAt?.description)
            json.member("lastUsedAt", token.lastUsedAt?.description)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.finish(), as: UTF8.self) + "\n"
    }
}

extension Token {
    /// The organisation that it belongs to; nil for an admin's.
    fileprivate var organisation: ID<Organisation>? {
        if case .organisation(let id) = owner { id } else { nil }
    }

    /// Until when it is valid, as the end of a sentence.
    var expiryText: String { expiresAt.map { "expires at \($0)" } ?? "never expires" }
}
