import ArenaCore
import HTTP
import JSON

extension PageRequest {
    static let defaultLimit = 50
    static let limitMax = 200

    /// What the query of a list says, with the route's order where it says none.
    init(_ query: Query, path: String, order: ListOrder) throws(Problem) {
        let sort = query.first("sort") ?? order.sort
        let isDescending = sort.hasPrefix("-")
        let name = isDescending ? String(sort.dropFirst()) : sort
        let limit = query.integer("limit").map { Int(min($0, Int64(Self.limitMax))) }
        self.init(
            field: Field(rawValue: name) ?? .createdAt, isDescending: isDescending,
            limit: limit ?? Self.defaultLimit)
        countsAll = query.flag("count")
        guard let text = query.first("cursor") else { return }
        guard let cursor = Cursor(text, for: "\(path)?\(query.identity)") else {
            throw Problem(.invalidCursor, parameter: "cursor", "invalid-cursor")
        }
        edge = cursor.edge
        isBackward = cursor.isBackward
    }
}

/// The order of a list where its query says none.
struct ListOrder: Sendable {
    let sort: String

    static let newest = ListOrder(sort: "-publishedAt")
    static let oldest = ListOrder(sort: "createdAt")
    static let byName = ListOrder(sort: "name")
}

extension Call {
    /// A page of a list, with its links (CONVENTIONS §4).
    func list<Item>(
        _ page: Page<Item>, more: (inout JSONWriter) -> Void = { _ in },
        _ render: (Item, inout JSONWriter) -> Void
    ) -> HTTPResponse {
        let list = "\(head.path)?\(query.identity)"
        let next = page.next.map { Cursor(edge: $0, isBackward: false).text(for: list) }
        let previous = page.previous.map { Cursor(edge: $0, isBackward: true).text(for: list) }
        let links = [
            next.map { link(cursor: $0, "next") }, previous.map { link(cursor: $0, "prev") },
            link(cursor: nil, "first"),
        ]
        return document(links: links.compactMap { $0 }) { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            for item in page.items { render(item, &json) }
            json.endArray()
            json.member("nextCursor", next)
            if let total = page.total { json.member("total", total) }
            more(&json)
            json.endObject()
        }
    }

    /// A list that is short by nature and given whole.
    func list<Item>(whole items: [Item], _ render: (Item, inout JSONWriter) -> Void)
        -> HTTPResponse
    {
        document { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            for item in items { render(item, &json) }
            json.endArray()
            json.member("nextCursor", String?.none)
            json.endObject()
        }
    }

    private func link(cursor: String?, _ relation: String) -> String {
        var pairs = query.withoutCursor
        if let cursor { pairs.append((name: "cursor", value: cursor)) }
        let text = pairs.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
            .joined(separator: "&")
        let target = text.isEmpty ? head.path : "\(head.path)?\(text)"
        return "<\(api.absolute(target))>; rel=\"\(relation)\""
    }
}

/// RFC 3986 §2.3: everything but the unreserved characters as octets.
func percentEncoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            encoded.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += byte < 16 ? "%0\(digits)" : "%\(digits)"
        }
    }
    return encoded
}
