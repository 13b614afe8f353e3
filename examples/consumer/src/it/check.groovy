import javax.imageio.ImageIO

def lines = { text -> text.readLines()*.strip().findAll { !it.isEmpty() } }

// The first Java of the README is what ran.
def block = new File(readme).getText('UTF-8').find(/(?ms)^```java\n(.*?)^```$/) { all, code -> code }
assert block: "$readme shows no Java"
def source = lines(new File(basedir, 'src/main/java/consumer/Consumer.java').getText('UTF-8'))
assert Collections.indexOfSubList(source, lines(block)) >= 0:
        'Consumer.java of examples/consumer/src/it no longer holds the Java of README.md; copy it there'

// It has drawn an overlay: the photo's size, other colors.
def photo = ImageIO.read(new File(basedir, 'holiday.jpg'))
def overlay = ImageIO.read(new File(basedir, 'holiday-overlay.png'))
def colors = { image -> image.getRGB(0, 0, image.width, image.height, null, 0, image.width) }
assert [overlay.width, overlay.height] == [photo.width, photo.height]
assert !Arrays.equals(colors(overlay), colors(photo)): 'the overlay is the photo'

true
