"""Every class of transformers for semantic, instance and universal segmentation, a few thousand weights each.

The classes are those of MODEL_FOR_SEMANTIC_SEGMENTATION_MAPPING, MODEL_FOR_UNIVERSAL_SEGMENTATION_MAPPING and
MODEL_FOR_INSTANCE_SEGMENTATION_MAPPING of transformers 5.18, apart from VideoMT, which takes videos, and RF-DETR, which has no
semantic post-processing. Weights are seeded and random, then spread so that every class wins somewhere, and rounded to a
few digits so that archives of them are small.
"""

import torch
import transformers as t
from torch import nn

CLASSES = ("sky", "road", "tree", "house", "person", "car", "river")
LABELS = {"id2label": dict(enumerate(CLASSES)), "label2id": {name: i for i, name in enumerate(CLASSES)}}
STAGES = {"out_features": ["stage1", "stage2", "stage3", "stage4"]}
QUERIES = 9
DETR_WIDTH, DETR_HEADS = 32, 8
SIDE = 64
MANTISSA = 2 ** 5
SPREAD = 3
LEAST_SHARE = 0.04
LEAST_CLASSES = 3
DETR_GAINS = {"bbox_attention.": 10, "mask_head.conv1.conv.weight": 30, "fpn_adapter": 0.02}


def resnet():
    return t.ResNetConfig(embedding_size=8, hidden_sizes=[8, 8, 16, 16], depths=[1] * 4, layer_type="basic", **STAGES)


def convnext():
    return t.ConvNextConfig(hidden_sizes=[8, 8, 16, 16], depths=[1] * 4, **STAGES)


def swin():
    return t.SwinConfig(embed_dim=4, depths=[1] * 4, num_heads=[1, 1, 2, 2], window_size=4, image_size=SIDE, mlp_ratio=1.0,
                        **STAGES)


def segformer():
    return t.SegformerForSemanticSegmentation(t.SegformerConfig(
        depths=[1] * 4, hidden_sizes=[8, 8, 16, 16], num_attention_heads=[1, 1, 2, 2], mlp_ratios=[2] * 4,
        decoder_hidden_size=16, **LABELS))


def beit():
    return t.BeitForSemanticSegmentation(t.BeitConfig(
        hidden_size=8, num_hidden_layers=4, num_attention_heads=2, intermediate_size=16, image_size=SIDE, patch_size=8,
        use_relative_position_bias=True, out_indices=[1, 2, 3, 4], use_auxiliary_head=False, **LABELS))


def data2vec_vision():
    return t.Data2VecVisionForSemanticSegmentation(t.Data2VecVisionConfig(
        hidden_size=8, num_hidden_layers=4, num_attention_heads=2, intermediate_size=16, image_size=96, patch_size=8,
        use_relative_position_bias=True, out_indices=[0, 1, 2, 3], use_auxiliary_head=False, **LABELS))


def dpt():
    return t.DPTForSemanticSegmentation(t.DPTConfig(
        hidden_size=16, num_hidden_layers=4, num_attention_heads=2, intermediate_size=16, image_size=SIDE, patch_size=16,
        backbone_out_indices=[0, 1, 2, 3], neck_hidden_sizes=[8] * 4, fusion_hidden_size=8, use_auxiliary_head=False,
        **LABELS))


def mobilenet_v2():
    return t.MobileNetV2ForSemanticSegmentation(t.MobileNetV2Config(
        depth_multiplier=0.05, min_depth=8, expand_ratio=1.0, output_stride=16, **LABELS))


def mobilevit():
    return t.MobileViTForSemanticSegmentation(t.MobileViTConfig(
        hidden_sizes=[8] * 3, neck_hidden_sizes=[8] * 7, num_attention_heads=2, expand_ratio=1.0, output_stride=16,
        aspp_out_channels=8, **LABELS))


def mobilevitv2():
    return t.MobileViTV2ForSemanticSegmentation(t.MobileViTV2Config(
        width_multiplier=0.125, base_attn_unit_dims=[64] * 3, n_attn_blocks=[1] * 3, expand_ratio=1.0, output_stride=16,
        aspp_out_channels=8, **LABELS))


def upernet(backbone):
    return t.UperNetForSemanticSegmentation(t.UperNetConfig(
        backbone_config=backbone(), hidden_size=8, use_auxiliary_head=False, **LABELS))


def sapiens2():
    return t.Sapiens2ForSemanticSegmentation(t.Sapiens2Config(
        hidden_size=32, intermediate_size=16, num_hidden_layers=2, num_attention_heads=2, image_size=SIDE, patch_size=16,
        num_register_tokens=1, num_key_value_attention_heads=1, num_first_full_attention_layers=1,
        num_last_full_attention_layers=1, num_key_value_heads_per_layer=[2, 2], out_features=["stage2"],
        head_config={"upsample_out_channels": [8, 8], "conv_out_channels": [8]}, **LABELS))


def tipsv2_dpt():
    vision = type(t.Tipsv2DptConfig().backbone_config)
    return t.Tipsv2DptForSemanticSegmentation(t.Tipsv2DptConfig(
        backbone_config=vision(hidden_size=16, num_hidden_layers=4, num_attention_heads=2, image_size=SIDE,
                               intermediate_size=16, apply_layernorm=True, reshape_hidden_states=False, **STAGES),
        neck_hidden_sizes=[8] * 4, fusion_hidden_size=8, **LABELS))


def maskformer(backbone):
    decoder = t.DetrConfig(
        backbone_config=resnet(), d_model=16, encoder_layers=1, decoder_layers=1, encoder_ffn_dim=16, decoder_ffn_dim=16,
        encoder_attention_heads=2, decoder_attention_heads=2, num_queries=QUERIES)
    return t.MaskFormerForInstanceSegmentation(t.MaskFormerConfig(
        backbone_config=backbone(), decoder_config=decoder, fpn_feature_size=32, mask_feature_size=8, num_attention_heads=2,
        **LABELS))


def mask2former():
    return t.Mask2FormerForUniversalSegmentation(t.Mask2FormerConfig(
        backbone_config=swin(), feature_size=32, mask_feature_size=32, hidden_dim=32, encoder_feedforward_dim=16,
        encoder_layers=1, decoder_layers=2, num_attention_heads=2, dim_feedforward=16, num_queries=QUERIES, **LABELS))


def oneformer():
    return t.OneFormerForUniversalSegmentation(t.OneFormerConfig(
        backbone_config=swin(), num_queries=QUERIES, text_encoder_width=32, text_encoder_num_layers=1,
        text_encoder_vocab_size=99, text_encoder_proj_layers=1, text_encoder_n_ctx=4, conv_dim=32, mask_dim=32,
        hidden_dim=32, encoder_feedforward_dim=16, encoder_layers=1, decoder_layers=2, num_attention_heads=2,
        dim_feedforward=16, query_dec_layers=1, is_training=False, **LABELS))


def eomt():
    return t.EomtForUniversalSegmentation(t.EomtConfig(
        hidden_size=16, num_hidden_layers=3, num_attention_heads=2, image_size=SIDE, patch_size=16, mlp_ratio=1, num_blocks=1,
        num_queries=QUERIES, num_register_tokens=1, **LABELS))


def eomt_dinov3():
    return t.EomtDinov3ForUniversalSegmentation(t.EomtDinov3Config(
        hidden_size=16, num_hidden_layers=3, num_attention_heads=2, intermediate_size=16, image_size=SIDE, patch_size=16,
        num_blocks=1, num_queries=QUERIES, num_register_tokens=1, **LABELS))


def detr():
    return t.DetrForSegmentation(t.DetrConfig(
        backbone_config=resnet(), d_model=DETR_WIDTH, encoder_layers=1, decoder_layers=1, encoder_ffn_dim=16,
        decoder_ffn_dim=16, encoder_attention_heads=DETR_HEADS, decoder_attention_heads=DETR_HEADS, num_queries=QUERIES, **LABELS))


NETWORKS = {
    "segformer": segformer, "beit": beit, "data2vec-vision": data2vec_vision, "dpt": dpt, "mobilenet_v2": mobilenet_v2,
    "mobilevit": mobilevit, "mobilevitv2": mobilevitv2, "upernet-resnet": lambda: upernet(resnet),
    "upernet-convnext": lambda: upernet(convnext), "upernet-swin": lambda: upernet(swin), "sapiens2": sapiens2,
    "tipsv2_dpt": tipsv2_dpt, "detr": detr, "maskformer": lambda: maskformer(swin),
    "maskformer-resnet": lambda: maskformer(resnet), "mask2former": mask2former, "oneformer": oneformer,
    "eomt": eomt, "eomt_dinov3": eomt_dinov3,
}

# OneFormer's second input, the words of its task as token ids.
TASK = torch.arange(77)[None] % 90


def run(model, pixels):
    extra = {"task_inputs": TASK.expand(len(pixels), -1)} if model.config.model_type == "oneformer" else {}
    with torch.no_grad():
        return model(pixel_values=pixels, **extra)


def masks_of(output):
    return output["pred_masks"] if "pred_masks" in output else output.get("masks_queries_logits")


class Executed:
    """The convolutions and linear layers in the order in which they run, each with what it gave."""

    def __init__(self, model):
        self.calls = []
        self.handles = [module.register_forward_hook(self.note(name)) for name, module in model.named_modules()
                        if isinstance(module, (nn.Conv2d, nn.Linear))]

    def note(self, name):
        return lambda module, _, result: self.calls.append((name, module, result))

    def last(self, accepts):
        return [call for call in self.calls if accepts(*call[:2])][-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for handle in self.handles:
            handle.remove()


def photos(count, side):
    """Smooth random pictures in the range that normalization gives."""
    grow = lambda noise: nn.functional.interpolate(noise, (side, side), mode="bicubic", align_corners=False)
    return grow(torch.randn(count, 3, 4, 4)) + grow(torch.randn(count, 3, 16, 16)) / 2


def rounded(model):
    """Rounds all numbers to a few digits."""
    for tensor in model.state_dict().values():
        if tensor.is_floating_point():
            mantissa, exponent = torch.frexp(tensor)
            tensor.copy_(torch.ldexp(torch.round(mantissa * MANTISSA) / MANTISSA, exponent))


def spread(model, side):
    """Scales the layers that give classes and masks, so that over drawn pictures no class wins everywhere."""
    sample = photos(4, side)
    if any(isinstance(module, nn.BatchNorm2d) for module in model.modules()):
        for module in model.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = None  # plain averages: the statistics are those of the sample
                module.train()
        run(model, sample)
        model.eval()
    with Executed(model) as executed:
        output = run(model, sample)
    queries = masks_of(output) is not None
    wanted = len(CLASSES) + (1 if queries else 0)
    width = lambda module: module.out_features if isinstance(module, nn.Linear) else module.out_channels
    _, classifier, scores = executed.last(
        lambda name, module: width(module) == wanted and (isinstance(module, nn.Linear) or not queries))
    axis = scores.dim() - 1 if isinstance(classifier, nn.Linear) else 1
    others = [other for other in range(scores.dim()) if other != axis]
    deviation = scores.std(1).mean(0) if queries else scores.std(others)
    mean, deviation = scores.mean(others), deviation.clamp(min=1e-6) / SPREAD
    with torch.no_grad():
        classifier.weight.div_(deviation.view(-1, *[1] * (classifier.weight.dim() - 1)))
        if classifier.bias is not None:
            classifier.bias.sub_(mean).div_(deviation)
        if queries:
            _, mask, _ = executed.last(lambda name, module: any(word in name for word in ("mask_embed", "mask_head"))
                                       and not any(word in name for word in ("attention", "encoder")))
            masks = masks_of(output)
            factor = SPREAD / masks.std((2, 3)).mean()
            mask.weight.mul_(factor)
            if mask.bias is not None:
                mask.bias.mul_(factor)
                if mask.weight.shape[0] == 1:
                    mask.bias.sub_(masks.mean() * factor)
    rounded(model)


def scores_of(output):
    """Scores [N,C,h,w], of queries as the processors of transformers combine them."""
    masks = masks_of(output)
    if masks is None:
        return output["logits"]
    classes = output.get("class_queries_logits", output.get("logits"))
    return torch.einsum("bqc,bqhw->bchw", classes.softmax(-1)[..., :-1], masks.sigmoid())


def build(name):
    """A network of random weights in whose label maps several classes have a share."""
    side = 96 if name == "data2vec-vision" else SIDE
    for seed in range(20260101, 20260201):
        torch.manual_seed(seed)
        model = NETWORKS[name]().eval()
        for module in model.modules():
            # The deviations of 0.02 that training begins with let no signal through so few channels.
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                nn.init.kaiming_normal_(module.weight)
            elif isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=SPREAD)  # the queries: far apart
        for key, tensor in model.state_dict().items():
            # DETR's queries tell their masks apart by maps of attention alone, which are small numbers beside features.
            gain = next((gain for part, gain in DETR_GAINS.items() if part in key), None)
            if gain is not None:
                (tensor[:, -DETR_HEADS:] if "conv1" in key else tensor).mul_(gain)
        spread(model, side)
        model.eval()
        labels = scores_of(run(model, photos(1, side))).argmax(1)
        shares = torch.bincount(labels.flatten(), minlength=len(CLASSES)) / labels.numel()
        if (shares > LEAST_SHARE).sum() >= LEAST_CLASSES:
            return model
    raise SystemExit(f"{name}: no seed gives several classes")
