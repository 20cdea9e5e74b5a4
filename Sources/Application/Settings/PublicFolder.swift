import Glibc

/// Where the web pages are.
package enum PublicFolder: Sendable, Equatable {
    /// `Public` in the current folder if it is there, else beside the program, else nowhere.
    case found
    /// At this path.
    case at(String)
    /// Nowhere: the server has no pages.
    case none

    /// The path of the folder; nil where there are no pages.
    package var path: String? {
        switch self {
        case .at(let path): return path
        case .none: return nil
        case .found:
            let beside = Self.folderOfProgram.map { $0 + "/Public" }
            return ["Public", beside].compactMap(\.self).first(where: SmallFile.isFolder)
        }
    }

    private static var folderOfProgram: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}

extension SettingForm where Value == PublicFolder {
    /// The path of a folder that is there, or `none`.
    static var publicFolder: Self {
        Self(
            notation: "PATH|none", expected: "the path of a folder that is there, or none",
            parse: { text in
                if text == "none" { return PublicFolder.none }
                return SmallFile.isFolder(text) ? .at(text) : nil
            },
            text: { $0.path ?? "none" })
    }
}
