/// Serves the files of a folder, all of which are held in memory: answering never touches the
/// disk. What changes in the folder is seen by a new value only.
public struct StaticFiles: Sendable {
    private enum Entry: Sendable {
        case file(StaticFile)
        /// A folder that has an index, named without the slash at its end.
        case folder(location: String)
    }

    private var entries: [String: Entry] = [:]

    /// Reads every file below `root`; for use at start, as it waits for the disk. Names that begin
    /// with a dot and links that lead out of the folder are left out. An `index.html` also stands
    /// for its folder. A `.gz` beside a file is its compressed form, if it is not older and fits.
    public init(
        root: String, bytesMax: Int = 64 << 20, filesMax: Int = 4096
    ) throws(StaticFilesError) {
        let folder = try StaticFolder(root, bytesMax: bytesMax, filesMax: filesMax)
        let names = Set(folder.files.map(\.path))
        var sidecars: [String: StaticFolder.File] = [:]
        for file in folder.files where file.path.hasSuffix(".gz") {
            sidecars[String(file.path.dropLast(3))] = file
        }
        for file in folder.files {
            if file.path.hasSuffix(".gz"), names.contains(String(file.path.dropLast(3))) {
                continue
            }
            let served = Entry.file(StaticFile(file, sidecar: sidecars[file.path]))
            entries[file.path] = served
            guard file.path.hasSuffix("/index.html") else { continue }
            let folder = String(file.path.dropLast("index.html".utf8.count))
            entries[folder] = served
            if folder != "/" {
                entries[String(folder.dropLast())] = .folder(
                    location: PercentEncoding.encode(path: folder))
            }
        }
    }

    /// The answer to GET, HEAD or OPTIONS, and 405 to any other method; nil where no file has the
    /// path. Preconditions, `Range` and `Accept-Encoding` are heeded; 412 and 416 have no content.
    public func response(to head: HTTPRequestHead) -> HTTPResponse? {
        if head.isAsterisk { return nil }
        guard let entry = entries[head.withPath { String(decoding: $0, as: UTF8.self) }] else {
            return nil
        }
        switch head.method {
        case .get, .head: break
        case .options: return Self.allowing(.noContent)
        case .post, .put, .patch, .delete, .trace: return Self.allowing(.methodNotAllowed)
        }
        switch entry {
        case .file(let file): return file.response(to: head)
        case .folder(let location):
            var response = HTTPResponse(status: .permanentRedirect)
            response.fields.append(
                "Location", head.rawQuery.map { location + "?" + $0 } ?? location)
            return response
        }
    }

    private static func allowing(_ status: HTTPStatus) -> HTTPResponse {
        var response = HTTPResponse(status: status)
        response.fields.append("Allow", "GET, HEAD, OPTIONS")
        return response
    }
}
