import Testing

@testable import Application

struct OpenFileLimitTests {
    @Test(arguments: [
        (1_048_576, 1_048_320), (1024, 768), (512, 256), (511, 255), (64, 32), (1, 1), (0, 1),
    ])
    func `files are left beside the connections`(descriptors: Int, connections: Int) {
        #expect(OpenFileLimit.connections(among: descriptors) == connections)
    }
}
