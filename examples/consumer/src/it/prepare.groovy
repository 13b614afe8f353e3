import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import javax.imageio.ImageIO

// The files that the README's code names: the photo, as a JPEG, and the model.
def jpeg = ImageIO.write(ImageIO.read(new File(photo)), 'jpg', new File(basedir, 'holiday.jpg'))
assert jpeg: "the JDK wrote no JPEG of $photo"
Files.copy(Path.of(model), basedir.toPath().resolve('fcn-resnet50.onnx'), StandardCopyOption.REPLACE_EXISTING)
// An overlay of an earlier run must not pass for this one's.
Files.deleteIfExists(basedir.toPath().resolve('holiday-overlay.png'))

true
