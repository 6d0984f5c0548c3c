import ArgumentParser
import VitrineCLI

@main
enum Vitrine {
    static func main() async {
        await VitrineCommand.main()
    }
}
