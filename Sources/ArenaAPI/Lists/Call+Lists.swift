import ArenaCore
import HTTP
import JSON

extension PageRequest {
    static let defaultLimit = 50
    static let limitMax = 200

    /// What the query of a list says, with the route's order where it says none.
    init(_ query: Query, path: String, order: ListOrder) throws(Problem) {
        let order = query.first("sort").flatMap(ListOrder.init) ?? order
        let limit = query.integer("limit").map { Int(min($0, Int64(Self.limitMax))) }
        self.init(
            field: order.field, isDescending: order.isDescending,
            limit: limit ?? Self.defaultLimit)
        further = order.further
        countsAll = query.flag("count")
        guard let text = query.first("cursor") else { return }
        guard let cursor = Cursor(text, for: "\(path)?\(query.identity)") else {
            throw Problem(.invalidCursor, parameter: "cursor", "invalid-cursor")
        }
        edge = cursor.edge
        isBackward = cursor.isBackward
    }
}

/// The order of a list.
struct ListOrder: Sendable {
    let field: PageRequest.Field
    let isDescending: Bool
    let further: [PageRequest.Key]

    static let newest = ListOrder(PageRequest.Key(.publishedAt, isDescending: true))
    static let oldest = ListOrder(PageRequest.Key(.createdAt))
    static let byStart = ListOrder(PageRequest.Key(.startsAt))
    static let latest = ListOrder(PageRequest.Key(.startsAt, isDescending: true))
    static let byName = ListOrder(PageRequest.Key(.name))

    private init(_ first: PageRequest.Key, _ further: [PageRequest.Key] = []) {
        field = first.field
        isDescending = first.isDescending
        self.further = further
    }

    /// As `sort` spells it: names with commas between them, those that fall with a minus; nil
    /// where one is none or stands twice.
    init?(_ sort: String) {
        var keys: [PageRequest.Key] = []
        for word in sort.split(separator: ",", omittingEmptySubsequences: false) {
            let isDescending = word.hasPrefix("-")
            guard
                let field = PageRequest.Field(
                    rawValue: String(isDescending ? word.dropFirst() : word)),
                !keys.contains(where: { $0.field == field })
            else { return nil }
            keys.append(PageRequest.Key(field, isDescending: isDescending))
        }
        self.init(keys[0], Array(keys.dropFirst()))
    }

    /// What it sorts by.
    var fields: [PageRequest.Field] { [field] + further.map(\.field) }
}

extension Call {
    /// A page of a list, with its links (CONVENTIONS §4).
    func list<Item>(
        _ page: Page<Item>, more: (inout JSONWriter) -> Void = { _ in },
        _ render: (Item, inout JSONWriter) -> Void
    ) -> HTTPResponse {
        let next = page.next.map { cursor(at: $0, isBackward: false) }
        let previous = page.previous.map { cursor(at: $0, isBackward: true) }
        let first = api.absolute(head.path)
        let pairs = query.withoutCursor.map {
            "\(percentEncoded($0.name))=\(percentEncoded($0.value))"
        }
        let links = [(next, "next"), (previous, "prev"), ("", "first")].compactMap { cursor, name in
            cursor.map { link(first, $0.isEmpty ? pairs : pairs + ["cursor=\($0)"], name) }
        }
        // Room enough for most.
        return document(links: links, capacity: 512 + 2048 * page.items.count) { json in
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
    func list<Item>(
        whole items: [Item], more: (inout JSONWriter) -> Void = { _ in },
        _ render: (Item, inout JSONWriter) -> Void
    ) -> HTTPResponse {
        document { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            for item in items { render(item, &json) }
            json.endArray()
            json.member("nextCursor", String?.none)
            more(&json)
            json.endObject()
        }
    }

    /// Where the next page of this list is.
    func address(after edge: SortPosition) -> String {
        let pairs =
            query.withoutCursor.map {
                "\(percentEncoded($0.name))=\(percentEncoded($0.value))"
            } + ["cursor=\(cursor(at: edge, isBackward: false))"]
        return api.absolute(head.path) + "?" + pairs.joined(separator: "&")
    }

    private func cursor(at edge: SortPosition, isBackward: Bool) -> String {
        Cursor(edge: edge, isBackward: isBackward).text(for: "\(head.path)?\(query.identity)")
    }

    private func link(_ list: String, _ pairs: [String], _ relation: String) -> String {
        let query = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
        return "<\(list)\(query)>; rel=\"\(relation)\""
    }
}

/// RFC 3986 §2.3: everything but the unreserved characters as octets.
func percentEncoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            encoded.append(byte)
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += (byte < 16 ? "%0\(digits)" : "%\(digits)").utf8
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}
