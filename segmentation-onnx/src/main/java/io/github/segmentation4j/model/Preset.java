package io.github.segmentation4j.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The conventions by which well-known segmentation networks are fed and read, for models that come without a
 * description.
 *
 * <p>A preset speaks of the checkpoints that its project publishes. Where a model was trained at another size or for
 * other classes, single calls of the builder win over it, and so does a size that the graph fixes. A model in a
 * folder as Hugging Face or mmdeploy leave it describes itself and is better loaded without a preset.
 *
 * <p>Where a preset leaves something open, the graph or the builder decides it: layout and element type always, the
 * classes of {@link #UNET}, the kind of output of the PP-HumanSeg networks.
 *
 * <p><b>Sources</b>, held against them by tests of the exact network input:
 *
 * <ul>
 *   <li>torchvision 0.20: {@code transforms/_presets.py}, {@code SemanticSegmentation} with
 *       {@code resize_size=520}, and the weights {@code COCO_WITH_VOC_LABELS_V1} in {@code models/segmentation};
 *   <li>Hugging Face transformers 5.18: {@code image_processing_*.py} with the backend
 *       {@link ProcessorBackend#TORCHVISION} (the filters below are then torchvision's) and, where
 *       {@link SpecBuilder#processor} asks for it, {@link ProcessorBackend#PIL}; the sizes and filters that its conversion
 *       scripts of 4.57 gave to the published checkpoints;
 *   <li>MMSegmentation 1.2: {@code test_pipeline} of {@code configs/_base_/datasets}, {@code data_preprocessor} of
 *       {@code configs/_base_/models}, {@code mmseg/models/data_preprocessor.py}; OpenCV's linear filter by mmcv's
 *       {@code imresize};
 *   <li>for the others see each constant.
 * </ul>
 */
public enum Preset {
    /**
     * FCN-ResNet50 of torchvision: Long, Shelhamer, Darrell, CVPR 2015, on a ResNet-50 with dilated last stages.
     *
     * <p>As all of torchvision's: {@link Preprocessing#torchvision()}, PASCAL VOC's 21 classes, scores in output
     * {@code out}; an output {@code aux}, used in training only, is never read.
     */
    FCN_RESNET50("fcn_resnet50", PresetSpecs.torchvision()),
    /** FCN-ResNet101 of torchvision; see {@link #FCN_RESNET50}. */
    FCN_RESNET101("fcn_resnet101", PresetSpecs.torchvision()),
    /** DeepLabV3-ResNet50 of torchvision: Chen, Papandreou, Schroff, Adam, 2017; see {@link #FCN_RESNET50}. */
    DEEPLABV3_RESNET50("deeplabv3_resnet50", PresetSpecs.torchvision()),
    /** DeepLabV3-ResNet101 of torchvision; see {@link #FCN_RESNET50}. */
    DEEPLABV3_RESNET101("deeplabv3_resnet101", PresetSpecs.torchvision()),
    /** DeepLabV3-MobileNetV3-Large of torchvision; see {@link #FCN_RESNET50}. */
    DEEPLABV3_MOBILENET_V3_LARGE("deeplabv3_mobilenet_v3_large", PresetSpecs.torchvision()),
    /** LR-ASPP-MobileNetV3-Large of torchvision: Howard et al., ICCV 2019; see {@link #FCN_RESNET50}. */
    LRASPP_MOBILENET_V3_LARGE("lraspp_mobilenet_v3_large", PresetSpecs.torchvision()),

    /**
     * SegFormer of Hugging Face, as fine-tuned on ADE20K: Xie et al., NeurIPS 2021.
     *
     * <p>512x512 whatever the photo's ratio, bilinear filter, ImageNet's mean and deviation (defaults of
     * {@code SegformerImageProcessor}); ADE20K's 150 classes. The checkpoints for Cityscapes take 1024x1024 and 19
     * classes.
     */
    SEGFORMER("segformer", PresetSpecs.segformer()),
    /**
     * BEiT of Hugging Face with UPerNet's head, fine-tuned on ADE20K: Bao, Dong, Piao, Wei, ICLR 2022.
     *
     * <p>640x640, bicubic filter, mean and deviation .5, no crop ({@code BeitImageProcessor} as
     * {@code models/beit/convert_beit_unilm_to_pytorch.py} makes it for ADE20K); ADE20K's 150 classes.
     */
    BEIT("beit", PresetSpecs.halfAndHalf(SizeRule.fixed(640, 640))),
    /**
     * DPT of Hugging Face, fine-tuned on ADE20K: Ranftl, Bochkovskiy, Koltun, ICCV 2021.
     *
     * <p>480x480, bicubic filter, mean and deviation .5 ({@code DPTImageProcessor} as
     * {@code models/dpt/convert_dpt_to_pytorch.py} makes it for ADE20K); ADE20K's 150 classes.
     */
    DPT("dpt", PresetSpecs.halfAndHalf(SizeRule.fixed(480, 480))),
    /**
     * UPerNet of Hugging Face on ConvNeXt or Swin, fine-tuned on ADE20K: Xiao et al., ECCV 2018.
     *
     * <p>Its checkpoints come with {@code SegformerImageProcessor}
     * ({@code models/upernet/convert_convnext_upernet_to_pytorch.py}), so that all is as for {@link #SEGFORMER}.
     */
    UPERNET("upernet", PresetSpecs.segformer()),
    /**
     * DeepLabV3 on MobileViT of Hugging Face: Mehta, Rastegari, ICLR 2022.
     *
     * <p>Short edge 544, bilinear filter, center crop 512x512, blue first, 0 to 1 without mean and deviation
     * ({@code MobileViTImageProcessor} with the sizes of {@code models/mobilevit/convert_mlcvnets_to_pytorch.py});
     * PASCAL VOC's 21 classes.
     */
    MOBILEVIT("mobilevit", PresetSpecs.mobileVit()),
    /**
     * DeepLabV3+ on MobileNetV2 of Hugging Face: Sandler et al., CVPR 2018.
     *
     * <p>Short edge 545, bilinear filter, center crop 513x513, mean and deviation .5
     * ({@code MobileNetV2ImageProcessor} with the sizes of
     * {@code models/mobilenet_v2/convert_original_tf_checkpoint_to_pytorch.py}); PASCAL VOC's 21 classes.
     */
    MOBILENET_V2_DEEPLAB("mobilenet_v2_deeplab", PresetSpecs.mobileNetV2()),
    /**
     * Mask2Former of Hugging Face for semantic segmentation of ADE20K: Cheng et al., CVPR 2022.
     *
     * <p>Short edge 512, long edge at most 2048 ({@code MIN_SIZE_TEST}, {@code MAX_SIZE_TEST} in Mask2Former's
     * {@code configs/ade20k/semantic-segmentation/Base-ADE20K-SemanticSegmentation.yaml}; 640 and 2560 for Swin-B
     * and Swin-L), both sides then resized, not padded, to the next multiple of 32 ({@code size_divisor} of
     * {@code Mask2FormerImageProcessor}), bilinear filter, ImageNet's mean and deviation; ADE20K's 150
     * classes; outputs {@code class_queries_logits} and {@code masks_queries_logits}.
     */
    MASK2FORMER("mask2former", PresetSpecs.mask2Former()),
    /**
     * OneFormer of Hugging Face for semantic segmentation of ADE20K: Jain et al., CVPR 2023.
     *
     * <p>OneFormer takes the words of its task as a second input, {@code task_inputs}. It can be run where the
     * export has made them a constant, so that {@code pixel_values} is the only input. Short edge 800, long edge at
     * most 1333, no multiple (defaults of {@code OneFormerImageProcessor}), the rest as for {@link #MASK2FORMER}.
     */
    ONEFORMER("oneformer", PresetSpecs.maskQueries(SizeRule.shortEdge(800, 1333))),

    /**
     * PSPNet of MMSegmentation for Cityscapes: Zhao et al., CVPR 2017.
     *
     * <p>As all of MMSegmentation's for Cityscapes: within a long edge of 2048 and a short edge of 1024, the ratio
     * kept, OpenCV's linear filter, mean 123.675, 116.28, 103.53 and deviation 58.395, 57.12, 57.375 of red, green,
     * blue on samples from 0 to 255 ({@code configs/_base_/datasets/cityscapes.py},
     * {@code configs/_base_/models/pspnet_r50-d8.py}); Cityscapes' 19 classes. For its exports of fixed size
     * mmdeploy stretches a photo to that.
     */
    PSPNET("pspnet", PresetSpecs.mmsegCityscapes()),
    /** DeepLabV3+ of MMSegmentation for Cityscapes: Chen et al., ECCV 2018; see {@link #PSPNET}. */
    DEEPLABV3PLUS("deeplabv3plus", PresetSpecs.mmsegCityscapes()),
    /** BiSeNetV1 of MMSegmentation for Cityscapes: Yu et al., ECCV 2018; see {@link #PSPNET}. */
    BISENETV1("bisenetv1", PresetSpecs.mmsegCityscapes()),
    /** BiSeNetV2 of MMSegmentation for Cityscapes: Yu et al., IJCV 2021; see {@link #PSPNET}. */
    BISENETV2("bisenetv2", PresetSpecs.mmsegCityscapes()),
    /** PIDNet of MMSegmentation for Cityscapes: Xu, Xiong, Bhattacharyya, CVPR 2023; see {@link #PSPNET}. */
    PIDNET("pidnet", PresetSpecs.mmsegCityscapes()),
    /**
     * SegNeXt of MMSegmentation for ADE20K: Guo et al., NeurIPS 2022.
     *
     * <p>Within a long edge of 2048 and a short edge of 512, the ratio kept, filter, mean and deviation as for
     * {@link #PSPNET}, then padded at the right and the bottom to multiples of 32 with input values of 0
     * ({@code configs/_base_/datasets/ade20k.py},
     * {@code configs/segnext/segnext_mscan-t_1xb16-adamw-160k_ade20k-512x512.py}, {@code size_divisor}); ADE20K's
     * 150 classes.
     */
    SEGNEXT("segnext", PresetSpecs.segNext()),

    /**
     * A network of segmentation_models.pytorch with an encoder trained on ImageNet, for example U-Net.
     *
     * <p>The photo as it is, scaled to 0 to 1, ImageNet's mean and deviation
     * ({@code segmentation_models_pytorch/encoders/_preprocessing.py}, 0.3). The library asks for sides that are
     * multiples of 32 and leaves it to its user how; here they are padded at the right and the bottom with input
     * values of 0. Its code divides by 255 only if some sample exceeds 1; here every photo is divided. One channel or
     * any number of them, logits (its {@code activation=None}); the classes are the user's.
     */
    UNET("unet", PresetSpecs.unet()),

    /**
     * U-2-Net, which finds the salient object: Qin et al., Pattern Recognition 2020.
     *
     * <p>320x320 whatever the photo's ratio, Pillow's Lanczos filter, 0 to 1, ImageNet's mean and deviation
     * ({@code rembg/sessions/u2net.py} and {@code base.py} of rembg 2.0; the authors' own {@code data_loader.py}
     * resizes with scikit-image). Both divide the resized photo by its largest sample. Here it is divided by 255: the
     * same for every photo with a white or fully saturated pixel, but a darker one is not brightened. They also
     * stretch the result to 0 to 1, which is left out too. Seven outputs, the first of which is the result: name it,
     * unless it is called {@code out} or {@code mask}. One channel of probabilities; background and foreground.
     */
    U2NET("u2net", PresetSpecs.u2net()),
    /**
     * MODNet, which mattes portraits: Ke et al., AAAI 2022.
     *
     * <p>Short edge 512, both sides then resized to the multiple of 32 below, OpenCV's area filter, -1 to 1
     * ({@code onnx/inference_onnx.py}). That script filters floats, here samples are filtered and rounded, so that
     * inputs differ by up to a sample; and it leaves alone the size of a photo whose short edge is below 512 and
     * whose long edge is not. One channel of probabilities, the alpha matte; background and person.
     */
    MODNET("modnet", PresetSpecs.modnet()),
    /**
     * PP-HumanSeg of PaddleSeg for people in general: Chu et al., WACV Workshops 2022.
     *
     * <p>192x192 whatever the photo's ratio, OpenCV's linear filter, 0 to 1, mean and deviation .5
     * ({@code contrib/PP-HumanSeg/configs/human_pp_humansegv2_lite.yml},
     * {@code paddleseg/transforms/functional.py}; 512x512 for its server model). Background and person, as two
     * channels or, if exported with argmax, as labels.
     */
    PP_HUMANSEG("pp_humanseg", PresetSpecs.ppHumanSeg(SizeRule.fixed(192, 192))),
    /**
     * PP-HumanSeg of PaddleSeg for portraits, version 2: 256x144, the rest as for {@link #PP_HUMANSEG}
     * ({@code contrib/PP-HumanSeg/configs/portrait_pp_humansegv2_lite.yml}; version 1 takes 398x224).
     */
    PP_HUMANSEG_PORTRAIT("pp_humanseg_portrait", PresetSpecs.ppHumanSeg(SizeRule.fixed(256, 144))),
    /**
     * MediaPipe's selfie segmentation, the general model.
     *
     * <p>256x256 whatever the photo's ratio, 0 to 1
     * ({@code mediapipe/modules/selfie_segmentation/selfie_segmentation_cpu.pbtxt}). The filter here is OpenCV's
     * linear one; MediaPipe warps the photo with OpenCV, whose grid lies half a pixel aside. One channel of
     * probabilities; background and person.
     */
    SELFIE_SEGMENTATION("selfie_segmentation", PresetSpecs.selfie(SizeRule.fixed(256, 256))),
    /** MediaPipe's selfie segmentation, the model for landscapes: 256x144; see {@link #SELFIE_SEGMENTATION}. */
    SELFIE_SEGMENTATION_LANDSCAPE("selfie_segmentation_landscape", PresetSpecs.selfie(SizeRule.fixed(256, 144)));

    private final String key;

    // Specs are immutable, but not annotated so: that would make Error Prone a dependency of this library.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ModelSpec spec;

    Preset(String key, ModelSpec spec) {
        this.key = key;
        this.spec = spec;
    }

    /** Returns the name by which users choose it, its project's own if it has one, for example {@code fcn_resnet50}. */
    public String key() {
        return key;
    }

    /** Returns what the network expects and gives, for networks of Hugging Face as transformers 5 with torchvision has it. */
    public ModelSpec spec() {
        return spec;
    }

    /**
     * Returns what the network expects and gives with a backend of Hugging Face's image processors; the presets of other
     * projects are the same with both.
     */
    public ModelSpec spec(ProcessorBackend backend) {
        return spec.withProcessor(backend);
    }

    /**
     * Returns the preset of this name.
     *
     * @param key for example {@code fcn_resnet50}
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Preset named(String key) {
        return Arrays.stream(values())
                .filter(preset -> preset.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is not a preset: choose one of "
                        + Arrays.stream(values()).map(Preset::key).collect(Collectors.joining(", "))));
    }
}
