package io.github.segmentation4j.examples.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public signatures of the three libraries are those of docs/public-api.txt, so that a change of them shows in review.
 *
 * <p>When they are meant to change, copy what this test writes to target/public-api.txt over that file.
 */
class PublicApiTest {
    private static final Path REPOSITORY =
            Path.of("").toAbsolutePath().getParent().getParent();
    private static final List<String> LIBRARIES =
            List.of("segmentation-api", "segmentation-onnx", "segmentation-overlay");

    @Test
    void theSignaturesAreThoseThatWereAgreedOn() throws IOException, ClassNotFoundException {
        List<String> lines = new ArrayList<>();
        for (String library : LIBRARIES) {
            Path classes = REPOSITORY.resolve(library).resolve("target/classes");
            for (String exported : exportedPackages(classes)) {
                for (Class<?> type : publicTypes(classes, exported)) {
                    describe(type, lines);
                }
            }
        }
        String found = String.join("\n", lines) + "\n";
        Files.writeString(Path.of("target/public-api.txt"), found);
        assertEquals(Files.readString(REPOSITORY.resolve("docs/public-api.txt")), found);
    }

    private static Set<String> exportedPackages(Path classes) throws IOException {
        ModuleDescriptor module = ModuleDescriptor.read(Files.newInputStream(classes.resolve("module-info.class")));
        return module.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<?>> publicTypes(Path classes, String packageName)
            throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                // Not initialized: those that use SIMD cannot be where its module is absent.
                Class<?> type = Class.forName(packageName + "." + name, false, PublicApiTest.class.getClassLoader());
                if (isPublic(type) && !name.equals("package-info")) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static void describe(Class<?> type, List<String> lines) {
        lines.add(head(type));
        Set<String> members = new TreeSet<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            add(constructor, constructor.toGenericString(), members);
        }
        for (Field field : type.getDeclaredFields()) {
            add(field, field.toGenericString(), members);
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isBridge()) {
                add(method, method.toGenericString(), members);
            }
        }
        lines.addAll(members);
    }

    /** Built by hand, since JDKs differ in what they say of a sealed type. */
    private static String head(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        boolean isFinal = kind.equals("class") && Modifier.isFinal(type.getModifiers());
        boolean isAbstract = kind.equals("class") && Modifier.isAbstract(type.getModifiers());
        String parameters = list("<", Arrays.stream(type.getTypeParameters()).map(PublicApiTest::declaration));
        return "public " + (isAbstract ? "abstract " : "") + (isFinal ? "final " : "")
                + (type.isSealed() ? "sealed " : "") + kind + " " + type.getName()
                + (parameters.isEmpty() ? "" : parameters + ">")
                + shortened(supertypes(type) + permitted(type));
    }

    /** A type parameter with its bounds. */
    private static String declaration(TypeVariable<?> parameter) {
        List<String> bounds = Arrays.stream(parameter.getBounds())
                .filter(bound -> bound != Object.class)
                .map(Type::getTypeName)
                .toList();
        return parameter.getName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
    }

    /** What a type extends and implements, but for the class that each type of its kind has above it. */
    private static String supertypes(Class<?> type) {
        boolean isPlain = type.isRecord() || type.isEnum() || type.isInterface();
        Stream<Type> superclass =
                isPlain ? Stream.of() : Stream.of(type.getGenericSuperclass()).filter(one -> one != Object.class);
        String word = type.isInterface() ? " extends " : " implements ";
        return list(" extends ", superclass.map(Type::getTypeName))
                + list(word, Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName));
    }

    private static String permitted(Class<?> type) {
        return type.isSealed()
                ? list(" permits ", Arrays.stream(type.getPermittedSubclasses()).map(Class::getName))
                : "";
    }

    /** The names behind a word, or nothing if there are none. */
    private static String list(String word, Stream<String> names) {
        List<String> all = names.toList();
        return all.isEmpty() ? "" : word + String.join(", ", all);
    }

    private static String shortened(String text) {
        return text.replaceAll("\\b(java\\.lang|java\\.util|io\\.github\\.segmentation4j)\\.", "");
    }

    private static <M extends Member & AnnotatedElement> void add(M member, String text, Set<String> members) {
        boolean visible = Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
        if (visible && !member.isSynthetic()) {
            members.add("    " + shortened(text));
        }
    }
}
