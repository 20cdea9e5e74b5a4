import ArenaCore
import JSON

extension JSONFieldKind {
    static let timestamp = JSONFieldKind.checked(format: "date-time") { text in
        Timestamp(text) == nil ? JSONIssue("not-a-timestamp") : nil
    }

    static let date = JSONFieldKind.checked(format: "date") { text in
        CivilDate(text) == nil ? JSONIssue("not-a-date") : nil
    }

    /// BCP 47 as far as user text needs it: a primary language and subtags.
    static let language = JSONFieldKind.checked(format: "language") { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isGood =
            (2...3).contains(parts.first?.utf8.count ?? 0)
            && parts.allSatisfy {
                (1...8).contains($0.utf8.count)
                    && $0.utf8.allSatisfy { byte in
                        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    }
            } && text.utf8.count <= 35
        return isGood ? nil : JSONIssue("not-a-language")
    }

    static let timeZone = JSONFieldKind.checked(format: "time-zone") { text in
        TimeZoneName.isKnown(text) ? nil : JSONIssue("not-a-time-zone")
    }

    static let url = JSONFieldKind.checked(format: "uri") { text in
        let isGood =
            (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= 2048
            && text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)[2].first
                .map { $0 != "/" && $0 != "?" } ?? false
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
            // Credentials in an address are shown to everybody.
            && !text.split(separator: "/")[1].contains("@")
        return isGood ? nil : JSONIssue("not-a-url")
    }

    static let mailbox = JSONFieldKind.checked(format: "email") { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isGood =
            parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".") && text.utf8.count <= 254
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        return isGood ? nil : JSONIssue("not-a-mailbox")
    }

    static let label = JSONFieldKind.checked(
        format: "tlp", allowed: TLP.allCases.map(\.label)
    ) { text in
        if TLP(label: text) != nil { return nil }
        switch text.uppercased() {
        case "TLP:RED", "RED": return JSONIssue("tlp-red-not-accepted")
        case "TLP:WHITE", "WHITE": return JSONIssue("tlp-white-is-clear")
        default:
            return JSONIssue(
                "not-a-choice",
                ["allowed": TLP.allCases.map(\.label).joined(separator: ", ")])
        }
    }

    static let orgNumber = JSONFieldKind.checked(format: "org-number") { text in
        do throws(OrgNumber.Fault) {
            _ = try OrgNumber(text)
            return nil
        } catch {
            return JSONIssue(
                error == .format ? "org-number-format" : "org-number-checksum")
        }
    }

    static let industry = JSONFieldKind.checked(format: "industry") { text in
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "SN2007" || parts[0] == "SN2025",
            let section = parts[1].utf8.first, parts[1].utf8.count <= 7
        else { return JSONIssue("not-an-industry") }
        let last = parts[0] == "SN2007" ? UInt8(ascii: "U") : UInt8(ascii: "V")
        let isSection =
            (UInt8(ascii: "A")...last).contains(section) && parts[1].utf8.count == 1
        return isSection ? nil : JSONIssue("not-an-industry")
    }

    static let slug = JSONFieldKind.checked(
        format: "slug", pattern: "^[a-z0-9]+(-[a-z0-9]+)*$"
    ) { text in
        // One that could be read as an id would hide the arena that has the id.
        let isGood = NorwegianText.slug(text) == text && !text.isEmpty && ID<Arena>(text) == nil
        return isGood ? nil : JSONIssue("not-a-slug")
    }

    /// The id of a post. Only references to organisations and arenas are objects (PRODUCT §2).
    static let postID = JSONFieldKind.checked(format: "uuid") { text in
        ID<Post>(text) == nil ? JSONIssue("not-an-id") : nil
    }

    /// A code that a vocabulary may have.
    static let newCode = JSONFieldKind.checked(
        format: "code", pattern: "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
    ) { text in
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isGood =
            text.utf8.count <= 80
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    }
            }
        return isGood ? nil : JSONIssue("not-a-code")
    }

    static func code(_ vocabulary: Vocabulary.Name) -> JSONFieldKind {
        .term(of: vocabulary.rawValue)
    }

    static func codes(_ vocabulary: Vocabulary.Name) -> JSONFieldKind {
        .list(.code(vocabulary), max: 50, unique: true)
    }

    static func choice<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type)
        -> JSONFieldKind
    {
        .choice(Choice.allCases.map(\.rawValue))
    }
}
