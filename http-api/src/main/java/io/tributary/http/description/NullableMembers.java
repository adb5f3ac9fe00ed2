package io.tributary.http.description;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;

/**
 * Lets the description say what the records' types say: what is {@link Nullable} may be null, and
 * all the rest is always there.
 */
public final class NullableMembers implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            Schema<?> model = model(schema, context);
            Map<String, Schema> members = model == null ? null : model.getProperties();
            if (model != null && members != null) {
                for (RecordComponent component : raw.getRecordComponents()) {
                    mark(model, members, component);
                }
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels()
                        .get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void mark(
            Schema<?> model, Map<String, Schema> members, RecordComponent component) {
        Schema<?> member = members.get(component.getName());
        if (member == null) {
            return;
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            model.addRequiredItem(component.getName());
        } else if (member.get$ref() == null) {
            member.addType(NULL);
        } else {
            Schema<?> other = new JsonSchema().$ref(member.get$ref());
            Schema<?> none = new JsonSchema();
            none.addType(NULL);
            members.put(
                    component.getName(),
                    new JsonSchema()
                            .description(member.getDescription())
                            .addAnyOfItem(other)
                            .addAnyOfItem(none));
        }
    }
}
